package dev.bailiwick.impersonation;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import java.time.Duration;

/**
 * The settings of impersonations.
 *
 * @param usual the lifetime of an impersonation, if the call says no other; at most {@code longest}
 * @param longest the longest lifetime that a call can name: positive, at most {@link #MOST}
 * @param support the longest time for which an owner can open an org to support: positive, at most
 *     {@link #MOST_SUPPORT}
 */
public record ImpersonationLimits(Duration usual, Duration longest, Duration support) {
  /** The longest lifetime that a host can permit. */
  public static final Duration MOST = Duration.ofHours(24);

  /** The longest opening of an org that a host can permit. */
  public static final Duration MOST_SUPPORT = Duration.ofDays(365);

  /** Refuses settings out of range. */
  public ImpersonationLimits {
    given(usual, "impersonation.usual");
    given(longest, "impersonation.longest");
    given(support, "impersonation.support");
    bounded(usual, "impersonation.usual", longest);
    bounded(longest, "impersonation.longest", MOST);
    bounded(support, "impersonation.support", MOST_SUPPORT);
  }

  /** Returns the default settings: 30 minutes, 4 hours, and 30 days. */
  public static ImpersonationLimits standard() {
    return new ImpersonationLimits(
        Duration.ofMinutes(30), Duration.ofHours(4), Duration.ofDays(30));
  }

  private static void bounded(Duration time, String field, Duration most) {
    InvalidParameter.unless(
        time.compareTo(Duration.ZERO) > 0 && time.compareTo(most) <= 0,
        field,
        "must be positive, and at most " + most);
  }
}
