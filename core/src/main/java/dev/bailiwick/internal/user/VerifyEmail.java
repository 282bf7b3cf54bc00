package dev.bailiwick.internal.user;

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
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;

/** Records that the address of an account was shown to belong to the user. */
public record VerifyEmail(UserId user, Email email) implements Command<User, User> {
  @Override
  public Event event() {
    return Event.USER_VERIFY_EMAIL;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM);
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
    caller.require(TrustNeed.SYSTEM);
    User found = caller.user(user);
    InvalidParameter.unless(
        found.email().filter(email::equals).isPresent(),
        "email",
        "must be the present address of the account");
    return Plan.of(user, found);
  }

  @Override
  public User apply(Change change, User found) {
    return found.emailVerifiedAt().isPresent()
        ? found
        : change.update(found, found.withEmailVerifiedAt(change.now()));
  }
}
