package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.AddressRules;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.NoSuchAddress;
import dev.bailiwick.user.User;
import java.util.Optional;

/** Makes one of the additional addresses of an account its primary one. */
public record SetPrimaryEmail(UserId user, Email email) implements Command<User, User> {
  @Override
  public Event event() {
    return Event.USER_SET_PRIMARY_EMAIL;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new OwnAccount(user));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("user", user).text("email", email.address());
  }

  @Override
  public StoredResult<User> result() {
    return AccountRules.RESULT;
  }

  @Override
  public Plan<User> plan(Caller caller) {
    User found = caller.require(new OwnAccount(user));
    if (!found.verifiedEmails().contains(email)) {
      throw new NoSuchAddress();
    }
    return Plan.of(user, found);
  }

  @Override
  public User apply(Change change, User before) {
    return before.email().equals(Optional.of(email))
        ? before
        : AddressRules.update(change, before, AddressRules.primary(before, email));
  }
}
