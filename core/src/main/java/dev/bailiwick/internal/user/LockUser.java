package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountPower;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.user.User;

/** Locks an account. */
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
    User found = caller.require(new AccountPower(user));
    AccountRules.refuseOwner(caller.view(), user);
    return found;
  }

  @Override
  public User edit(User before) {
    return before.withLocked(true).withoutPendingEmail();
  }
}
