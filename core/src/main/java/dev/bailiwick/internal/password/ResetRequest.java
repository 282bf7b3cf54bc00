package dev.bailiwick.internal.password;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.hashing.PasswordHashing;
import dev.bailiwick.password.ResetCode;
import dev.bailiwick.password.ResetMail;
import dev.bailiwick.store.PasswordReset;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Optional;

/**
 * The request of a person who may be anybody for a code to an address. It answers nothing, and does
 * the same work whether an account has the address or not.
 */
public final class ResetRequest {
  private ResetRequest() {}

  /** Sends a code to an account that has the address, if it may have one. */
  public static void send(Host host, Email address) {
    PasswordHashing hashing = host.hashing();
    InvalidParameter.unless(
        host.store().commits(), "store", "must not be within a transaction of the host");
    Instant now = host.now();
    ResetCode code = ResetCode.random();
    Optional<ResetMail> mail =
        host.store().write(ImmutableSet.of(), tx -> request(tx, hashing, address, code, now));
    mail.ifPresent(hashing.credentials().port()::sendReset);
  }

  private static Optional<ResetMail> request(
      Transaction tx, PasswordHashing hashing, Email address, ResetCode code, Instant now) {
    Optional<User> user = tx.users().named(address).stream().findFirst();
    boolean hasPassword = PasswordCheck.password(tx, user).isPresent();
    String subject = AttemptRules.subject(hashing, user.map(User::id), address);
    Optional<PasswordReset> before = tx.passwords().reset(subject);
    PasswordReset requests =
        before.orElseGet(
            () ->
                new PasswordReset(
                    subject,
                    user.map(User::id),
                    Optional.empty(),
                    Optional.empty(),
                    ImmutableList.of()));
    boolean permitted = ResetRules.permits(before, now);
    Optional<Email> to =
        user.flatMap(
                found ->
                    ResetRules.addresses(found, hasPassword).stream()
                        .filter(address::equals)
                        .findFirst())
            .filter(open -> permitted);
    tx.passwords()
        .replace(before, permitted ? ResetRules.asked(requests, to, code, now) : requests);
    return to.map(email -> ResetRules.mail(user.orElseThrow(), email, code, now));
  }
}
