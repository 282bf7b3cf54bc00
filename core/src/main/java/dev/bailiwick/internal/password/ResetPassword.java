package dev.bailiwick.internal.password;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.KeyRules;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.user.VerifyEmail;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.password.PasswordHash;
import dev.bailiwick.password.PasswordNotice;
import dev.bailiwick.password.ResetCode;
import dev.bailiwick.password.SignInRefused;
import dev.bailiwick.store.PasswordReset;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Optional;

/**
 * Sets a password with the code of a mail. For an unclaimed account this is the claim.
 *
 * @param codeHash the hash of the code
 * @param hash the hash of the new password; empty if the code was not valid
 */
public record ResetPassword(String codeHash, Optional<PasswordHash> hash)
    implements Command<ResetPassword.Prepared, User> {
  /**
   * The account, and the proof of its address for an unclaimed one.
   *
   * @param keys the API keys of the account, which end
   * @param proof the command that claims the account
   */
  public record Prepared(
      User user,
      ImmutableList<ApiKey> keys,
      Optional<VerifyEmail> proof,
      Optional<Plan<VerifyEmail.Prepared>> claim) {}

  @Override
  public Event event() {
    return Event.PASSWORD_RESET;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM);
  }

  /** {@inheritDoc} Nothing of the code is written, since it is a secret. */
  @Override
  public void describe(RequestDigest digest) {
    digest.flag("by_code", true);
  }

  @Override
  public StoredResult<User> result() {
    return AccountRules.RESULT;
  }

  /** Returns the account for which a code is valid. */
  public static Optional<User> account(View view, String codeHash, Instant now) {
    Optional<PasswordReset> reset =
        view.passwords()
            .resetByCode(codeHash)
            .filter(sent -> now.isBefore(ResetRules.madeAt(sent).plus(ResetCode.LIFETIME)));
    Optional<Email> address = reset.flatMap(PasswordReset::address);
    return reset
        .flatMap(PasswordReset::user)
        .flatMap(view.users()::find)
        .filter(
            user ->
                ResetRules.addresses(user, view.passwords().find(user.id()).isPresent()).stream()
                    .anyMatch(open -> address.equals(Optional.of(open))));
  }

  @Override
  public Plan<Prepared> plan(Caller caller) {
    caller.require(TrustNeed.SYSTEM);
    User user =
        account(caller.view(), codeHash, caller.now())
            .filter(found -> hash.isPresent())
            .orElseThrow(SignInRefused::new);
    if (user.claimed()) {
      ImmutableList<ApiKey> keys =
          KeyRules.ownedBy(caller.view(), user.id()).collect(ImmutableList.toImmutableList());
      return Plan.of(
          user.id(),
          Lists.transform(keys, ApiKey::tenant),
          new Prepared(user, keys, Optional.empty(), Optional.empty()));
    }
    VerifyEmail proof = new VerifyEmail(user.id(), user.email().orElseThrow());
    Plan<VerifyEmail.Prepared> claim = claim(caller, proof);
    ImmutableSet<Tenant> locks = claim.locks();
    return Plan.of(
        user.id(),
        locks,
        new Prepared(user, ImmutableList.of(), Optional.of(proof), Optional.of(claim)));
  }

  /** Plans the claim. The person is not told why an account cannot be claimed. */
  private static Plan<VerifyEmail.Prepared> claim(Caller caller, VerifyEmail proof) {
    try {
      return proof.plan(caller);
    } catch (InvalidParameter | EmailTaken refused) {
      throw new SignInRefused();
    }
  }

  @Override
  public User apply(Change change, Prepared prepared) {
    User before = prepared.user();
    prepared.keys().forEach(change.keys()::delete);
    User user =
        prepared
            .proof()
            .map(proof -> proof.apply(change, prepared.claim().orElseThrow().found()))
            .orElse(before);
    return PasswordChange.save(change, before, user, hash.orElseThrow(), PasswordNotice.Kind.RESET);
  }
}
