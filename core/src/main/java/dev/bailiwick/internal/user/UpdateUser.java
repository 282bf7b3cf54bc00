package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountPower;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.AddressRules;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.Optional;

/** Changes the name, the address or the attributes of an account. */
public record UpdateUser(UserId user, Profile profile)
    implements Command<UpdateUser.Prepared, User> {
  /** The account, and the unclaimed accounts that go to it. */
  public record Prepared(User user, AccountClaims claims) {}

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
  public StoredResult<User> result() {
    return AccountRules.RESULT;
  }

  @Override
  public Plan<Prepared> plan(Caller caller) {
    User found = caller.user(user);
    AccountRules.requireMayGive(caller, profile);
    if (caller.is(user)) {
      caller.require(new OwnAccount(user));
    } else {
      if (profile.email().isPresent() && !caller.trusted()) {
        throw caller.refused("super user, to set the address of another user");
      }
      caller.require(new AccountPower(user));
    }
    if (profile.emailVerified()) {
      AccountClaims.requireClaimable(caller, found);
    }
    AccountClaims claims = AccountClaims.of(caller, profile, Optional.of(user));
    return Plan.of(
        AccountRules.logOf(caller, found),
        Iterables.concat(AccountRules.standingOf(caller, found), claims.locks()),
        new Prepared(found, claims));
  }

  @Override
  public User apply(Change change, Prepared prepared) {
    User before = prepared.user();
    // A newer address takes the place of one that waits to be verified, and of its instant.
    User edited = profile.email().isPresent() ? before.withPendingEmail(Optional.empty()) : before;
    User person = profile.emailVerified() ? AccountClaims.claimed(change, edited) : edited;
    User after =
        AddressRules.update(
            change, before, AccountRules.edited(change.view(), person, profile, change.now()));
    prepared.claims().mergeInto(change, after);
    return AccountRules.shown(change.caller(), after);
  }
}
