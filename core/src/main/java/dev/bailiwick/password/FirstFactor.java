package dev.bailiwick.password;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.UserId;
import java.time.Duration;
import java.time.Instant;

/**
 * The result of a correct password: the first factor of a sign-in, and no actor. {@code
 * bailiwick.signIns()} makes an actor of it. A host may keep its values in its own session until
 * the second factor is given.
 *
 * @param user the account
 * @param stamp the stamp of the account when the password was given
 * @param at the instant at which the password was given
 * @param mustChange whether the password serves only to change it, because it has expired or is on
 *     the blocklist by now
 */
public record FirstFactor(UserId user, long stamp, Instant at, boolean mustChange) {
  /** A first factor counts for so long. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  /** Refuses nulls. */
  public FirstFactor {
    given(user, "first_factor.user");
    given(at, "first_factor.at");
  }
}
