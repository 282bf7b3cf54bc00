package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * The failed attempts in a row of one subject: an account, an account from an origin that is known
 * for it, or a number of names that no account has.
 *
 * @param subject the key of the row, without personal data, at most {@link #LONGEST} characters
 * @param user the account; empty for names that no account has
 * @param failures the number of attempts since the last success, those under way included
 * @param last the instant of the last attempt that was counted
 */
public record AttemptCount(String subject, Optional<UserId> user, int failures, Instant last) {
  /** The greatest length of a subject in characters of ASCII. */
  public static final int LONGEST = 100;

  /** Refuses nulls and values out of range. */
  public AttemptCount {
    given(user, "attempts.user");
    given(last, "attempts.last");
    InvalidParameter.unless(
        !given(subject, "attempts.subject").isEmpty() && subject.length() <= LONGEST,
        "attempts.subject",
        "must be 1 to " + LONGEST + " characters");
    InvalidParameter.unless(failures >= 0, "attempts.failures", "must not be negative");
  }
}
