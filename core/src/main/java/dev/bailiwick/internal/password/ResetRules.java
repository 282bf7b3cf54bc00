package dev.bailiwick.internal.password;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.password.ResetCode;
import dev.bailiwick.password.ResetMail;
import dev.bailiwick.store.PasswordReset;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rules of codes with which people set a password. */
final class ResetRules {
  /** The least time between two requests for an account. */
  static final Duration BETWEEN = Duration.ofMinutes(1);

  /** At most {@link PasswordReset#KEPT} requests for an account are answered within this time. */
  static final Duration DAY = Duration.ofDays(1);

  private ResetRules() {}

  /**
   * Returns the addresses to which a code of an account may go: its verified ones, or that of an
   * unclaimed account. There are none for an account that cannot be used, and for an account that
   * has an identity and no password.
   */
  static ImmutableSet<Email> addresses(User user, boolean hasPassword) {
    boolean identityAlone = !user.identities().isEmpty() && !hasPassword;
    if (!isOpen(user) || identityAlone) {
      return ImmutableSet.of();
    }
    return user.claimed()
        ? user.verifiedEmails()
        : ImmutableSet.copyOf(user.email().stream().toList());
  }

  /** Whether an account can be used, or be claimed and then used. */
  private static boolean isOpen(User user) {
    return user.claimed() ? user.usable() : user.email().isPresent();
  }

  /** Whether another request is answered at an instant. */
  static boolean permits(Optional<PasswordReset> before, Instant now) {
    ImmutableList<Instant> asked =
        before.map(PasswordReset::asked).orElseGet(ImmutableList::of).stream()
            .filter(at -> at.isAfter(now.minus(DAY)))
            .collect(ImmutableList.toImmutableList());
    return asked.size() < PasswordReset.KEPT
        && asked.stream().noneMatch(at -> at.isAfter(now.minus(BETWEEN)));
  }

  /** Returns the requests of a subject with one more, and the code for it. */
  static PasswordReset asked(
      PasswordReset before, Optional<Email> to, ResetCode code, Instant now) {
    ImmutableList<Instant> asked =
        ImmutableList.<Instant>builder().addAll(before.asked()).add(now).build();
    return new PasswordReset(
        before.subject(),
        before.user(),
        to,
        Optional.of(code.hash()),
        asked.subList(Math.max(0, asked.size() - PasswordReset.KEPT), asked.size()));
  }

  /** Returns the instant of the latest request, at which the code was made. */
  static Instant madeAt(PasswordReset reset) {
    return reset.asked().get(reset.asked().size() - 1);
  }

  /** Returns the mail with a code that is made now. */
  static ResetMail mail(User user, Email address, ResetCode code, Instant now) {
    return new ResetMail(user.id(), address, code, now.plus(ResetCode.LIFETIME));
  }
}
