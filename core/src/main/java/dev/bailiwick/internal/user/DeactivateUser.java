package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountPower;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.Optional;

/** Makes an account unusable everywhere, at once. Its memberships and ownership stay. */
public record DeactivateUser(UserId user) implements AccountEdit {
  @Override
  public Event event() {
    return Event.USER_DEACTIVATE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new AccountPower(user));
  }

  @Override
  public User authorise(Caller caller) {
    return caller.require(new AccountPower(user));
  }

  @Override
  public User edit(User before) {
    return User.builder()
        .from(before)
        .status(UserStatus.DEACTIVATED)
        .pendingEmail(Optional.empty())
        .build();
  }
}
