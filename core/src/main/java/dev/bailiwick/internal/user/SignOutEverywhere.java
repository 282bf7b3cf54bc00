package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountPower;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.user.User;

/** Ends every sign-in of an account. */
public record SignOutEverywhere(UserId user) implements AccountEdit {
  @Override
  public Event event() {
    return Event.USER_SIGN_OUT;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new OwnAccount(user), new AccountPower(user));
  }

  @Override
  public User authorise(Caller caller) {
    return caller.is(user)
        ? caller.require(new OwnAccount(user))
        : caller.require(new AccountPower(user));
  }

  @Override
  public User edit(User before) {
    return before.withNextStamp();
  }
}
