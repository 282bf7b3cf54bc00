package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountPower;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.Optional;

/** Changes the name, the address or the attributes of an account. */
public record UpdateUser(UserId user, Profile profile) implements AccountEdit {
  @Override
  public Event event() {
    return Event.USER_UPDATE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new OwnAccount(user), new AccountPower(user));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("user", user);
    AccountRules.describe(digest, profile);
  }

  @Override
  public User authorise(Caller caller) {
    User found = caller.user(user);
    if (profile.attributes().isPresent() && !caller.trusted()) {
      throw caller.refused("super user, to set attributes");
    }
    if (caller.is(user)) {
      caller.require(new OwnAccount(user));
    } else {
      if (profile.email().isPresent() && !caller.trusted()) {
        throw caller.refused("super user, to set the address of another user");
      }
      caller.require(new AccountPower(user));
    }
    AccountRules.refuseTaken(caller.view(), profile.email(), Optional.of(user));
    return found;
  }

  @Override
  public User edit(User before) {
    return AccountRules.edited(before, profile);
  }
}
