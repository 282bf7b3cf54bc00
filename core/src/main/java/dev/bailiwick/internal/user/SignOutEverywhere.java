package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountPower;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.KeyRules;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.user.User;

/** Ends every sign-in of an account, and every API key. */
public record SignOutEverywhere(UserId user) implements Command<SignOutEverywhere.Prepared, User> {
  /** The account and its keys. */
  public record Prepared(User user, ImmutableList<ApiKey> keys) {}

  @Override
  public Event event() {
    return Event.USER_SIGN_OUT;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new OwnAccount(user), new AccountPower(user));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("user", user);
  }

  @Override
  public StoredResult<User> result() {
    return AccountRules.RESULT;
  }

  @Override
  public Plan<Prepared> plan(Caller caller) {
    User found =
        caller.is(user)
            ? caller.require(new OwnAccount(user))
            : caller.require(new AccountPower(user));
    ImmutableList<ApiKey> keys =
        KeyRules.ownedBy(caller.view(), user).collect(ImmutableList.toImmutableList());
    return Plan.of(
        AccountRules.logOf(caller, found),
        Iterables.concat(
            AccountRules.standingOf(caller, found), Iterables.transform(keys, ApiKey::tenant)),
        new Prepared(found, keys));
  }

  @Override
  public User apply(Change change, Prepared prepared) {
    prepared.keys().forEach(change.keys()::delete);
    User after = change.update(prepared.user(), prepared.user().withNextStamp());
    return AccountRules.shown(change.caller(), after);
  }
}
