package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.AddressRules;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.util.Optional;

/**
 * Records a further address that was proved to be the person's, beside the primary one. This gives
 * the person the unclaimed accounts for the address.
 */
public record AddEmail(UserId user, Email email) implements Command<AddEmail.Prepared, User> {
  /** The account, and the unclaimed accounts that go to it. */
  public record Prepared(User user, AccountClaims claims) {}

  @Override
  public Event event() {
    return Event.USER_ADD_EMAIL;
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
  public Plan<Prepared> plan(Caller caller) {
    caller.require(TrustNeed.SYSTEM);
    User found = caller.user(user);
    InvalidParameter.unless(
        found.emailVerifiedAt().isPresent(),
        "user",
        "must have a verified primary address: verify that one first");
    AccountClaims claims = AccountClaims.of(caller, email, Optional.of(user));
    return Plan.of(user, claims.locks(), new Prepared(found, claims));
  }

  @Override
  public User apply(Change change, Prepared prepared) {
    User before = prepared.user();
    User after = before;
    if (!before.verifiedEmails().contains(email)) {
      boolean noted =
          before.pendingEmail().filter(pending -> pending.email().equals(email)).isPresent();
      after =
          change.update(
              before,
              User.builder()
                  .from(noted ? before.withPendingEmail(Optional.empty()) : before)
                  .otherEmails(AddressRules.with(before, email, change.now()))
                  .build());
    }
    prepared.claims().mergeInto(change, after);
    return after;
  }
}
