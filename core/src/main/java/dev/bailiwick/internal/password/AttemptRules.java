package dev.bailiwick.internal.password;

import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.hashing.PasswordHashing;
import dev.bailiwick.store.AttemptCount;
import dev.bailiwick.user.Email;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rules of failed attempts. Each attempt is counted before its hash is computed, so that
 * attempts at once cannot pass unseen. From the {@link #FREE}th failure on, the next attempt must
 * wait, at most {@link #LONGEST_DELAY}.
 */
final class AttemptRules {
  /** So many attempts in a row need not wait. */
  static final int FREE = 5;

  /** After so many failures in a row, the password answers known origins and resets only. */
  static final int MOST = 100;

  /** An origin is not known any more after so many failures in a row. */
  static final int MOST_OF_ORIGIN = 10;

  /** At most so many origins are known for an account. */
  static final int ORIGINS = 20;

  static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  /** No account has this id; it stands for the account of an unknown name. */
  static final UserId NOBODY = new UserId(Long.MAX_VALUE);

  private static final String ORIGIN = "origin:";
  private static final int BUCKET_DIGITS = 4;

  private AttemptRules() {}

  /**
   * Returns the subject of an account; of a name that no account has, one of 65,536 subjects, so
   * that the number of rows is bounded.
   */
  static String subject(PasswordHashing hashing, Optional<UserId> user, Email name) {
    String bucket = hashing.mark("name", name.address()).substring(0, BUCKET_DIGITS);
    return user.map(AttemptRules::subject).orElse("name:" + bucket);
  }

  /** Returns the subject of an account. */
  static String subject(UserId user) {
    return "user:" + user.value();
  }

  /** Returns the subject of the attempts of a person who is signed in. */
  static String subjectOfChange(UserId user) {
    return "change:" + user.value();
  }

  /** Returns the subject of an account from an origin. */
  static String subject(PasswordHashing hashing, UserId user, String origin) {
    return ORIGIN + user.value() + ":" + hashing.mark("origin " + user.value(), origin);
  }

  /** Whether a count is that of an account from an origin. */
  static boolean isOfOrigin(AttemptCount count) {
    return count.subject().startsWith(ORIGIN);
  }

  /** Whether the origin of a count is known for its account. */
  static boolean isKnown(AttemptCount count) {
    return isOfOrigin(count) && count.failures() < MOST_OF_ORIGIN;
  }

  /** Whether an attempt is admitted at an instant. */
  static boolean admits(AttemptCount count, Instant now) {
    return count.failures() < MOST && !now.isBefore(count.last().plus(delay(count.failures())));
  }

  /** Returns the time that must pass after so many failures. */
  static Duration delay(int failures) {
    if (failures < FREE) {
      return Duration.ZERO;
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(failures - FREE, 20));
    return doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
  }
}
