package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AddressRules;
import dev.bailiwick.internal.rule.DomainRules;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.NoSuchAddress;
import dev.bailiwick.user.User;

/** Removes an additional address from an account. */
public record RemoveEmail(UserId user, Email email) implements AccountEdit {
  @Override
  public Event event() {
    return Event.USER_REMOVE_EMAIL;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new OwnAccount(user));
  }

  @Override
  public void describe(RequestDigest digest) {
    AccountEdit.super.describe(digest);
    digest.text("email", email.address());
  }

  @Override
  public User authorise(Caller caller) {
    User found = caller.require(new OwnAccount(user));
    if (!found.otherEmails().containsKey(email)) {
      throw new NoSuchAddress();
    } else if (DomainRules.isHeld(caller.view(), found, email)) {
      throw new OrgConflict(OrgConflict.Rule.ADDRESS_HELD);
    }
    return found;
  }

  @Override
  public User edit(User before) {
    return AddressRules.unverified(before, ImmutableSet.of(email));
  }
}
