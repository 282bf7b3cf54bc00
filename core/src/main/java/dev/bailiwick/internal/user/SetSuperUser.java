package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.user.User;

/** Makes a user a super user, or makes a super user an ordinary user. */
public record SetSuperUser(UserId user, boolean superUser) implements AccountEdit {
  @Override
  public Event event() {
    return Event.USER_SET_SUPER_USER;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM_OR_SUPER_USER);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("user", user).flag("super_user", superUser);
  }

  @Override
  public User authorise(Caller caller) {
    User found = caller.user(user);
    caller.require(TrustNeed.SYSTEM_OR_SUPER_USER);
    InvalidParameter.unless(found.claimed(), "user", "must be an account that its person uses");
    return found;
  }

  @Override
  public User edit(User before) {
    return User.builder().from(before).superUser(superUser).build();
  }
}
