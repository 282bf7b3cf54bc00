package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
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
 * Records that the address of an account was proved to be the person's. This claims an unclaimed
 * account, and gives the person the unclaimed accounts of other orgs for the address.
 */
public record VerifyEmail(UserId user, Email email) implements Command<VerifyEmail.Prepared, User> {
  /** The account, and the unclaimed accounts that go to it. */
  public record Prepared(User user, AccountClaims claims) {}

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
  public Plan<Prepared> plan(Caller caller) {
    caller.require(TrustNeed.SYSTEM);
    User found = caller.user(user);
    boolean pending =
        found
            .pendingEmail()
            .filter(noted -> noted.email().equals(email) && noted.isOpen(caller.now()))
            .isPresent();
    InvalidParameter.unless(
        found.email().equals(Optional.of(email))
            || found.otherEmails().containsKey(email)
            || pending,
        "email",
        "must be the present address of the account, or one noted within the last 24 hours");
    AccountClaims.requireClaimable(caller, found);
    AccountClaims claims = AccountClaims.of(caller, email, Optional.of(user));
    return Plan.of(
        user,
        Iterables.concat(claims.locks(), found.belongsTo().stream().toList()),
        new Prepared(found, claims));
  }

  @Override
  public User apply(Change change, Prepared prepared) {
    User before = prepared.user();
    boolean present = before.verifiedEmails().contains(email);
    User person = AccountClaims.claimed(change, before);
    User after =
        present
            ? before
            : AddressRules.update(
                change, before, AddressRules.verified(change.view(), person, email, change.now()));
    prepared.claims().mergeInto(change, after);
    return after;
  }
}
