package dev.bailiwick.internal.password;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.password.PasswordConflict;
import dev.bailiwick.password.PasswordHash;
import dev.bailiwick.password.PasswordNotice;
import dev.bailiwick.user.User;

/** Sets the first password of an account. */
public record SetPassword(UserId user, PasswordHash hash) implements Command<User, User> {
  @Override
  public Event event() {
    return Event.PASSWORD_SET;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM);
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
  public Plan<User> plan(Caller caller) {
    caller.require(TrustNeed.SYSTEM);
    User found = caller.user(user);
    InvalidParameter.unless(
        found.claimed(), "user", "must be the account of a person: an unclaimed one gets a code");
    if (caller.view().passwords().find(user).isPresent()) {
      throw new PasswordConflict(PasswordConflict.Reason.HAS_PASSWORD);
    }
    return Plan.of(user, found);
  }

  @Override
  public User apply(Change change, User found) {
    return PasswordChange.save(change, found, found, hash, PasswordNotice.Kind.SET);
  }
}
