package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountPower;
import dev.bailiwick.user.User;
import java.util.Optional;

/** Locks an account. Its memberships and ownership stay. */
public record LockUser(UserId user) implements AccountEdit {
  @Override
  public Event event() {
    return Event.USER_LOCK;
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
    return before.withLocked(true).withPendingEmail(Optional.empty());
  }
}
