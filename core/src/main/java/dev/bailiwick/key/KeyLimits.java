package dev.bailiwick.key;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The settings of API keys.
 *
 * @param prefix the begin of each key, by which scanners find it: 2 to 10 lower-case letters
 * @param person the longest and usual lifetime of a person's key
 * @param service the longest and usual lifetime of a service account's key
 */
public record KeyLimits(String prefix, Duration person, Duration service) {
  /** The time for which the former secret is good after a rotation, if the call says no other. */
  public static final Duration OVERLAP = Duration.ofHours(24);

  /** The longest time for which the former secret can be good after a rotation. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

  /** The greatest number of keys of one owner in one tenant. */
  public static final int MOST_KEYS = 100;

  private static final Duration LONGEST = Duration.ofDays(3_650);
  private static final Pattern PREFIX = Pattern.compile("[a-z]{2,10}");

  /** Refuses settings out of range. */
  public KeyLimits {
    given(person, "key.person");
    given(service, "key.service");
    InvalidParameter.unless(
        PREFIX.matcher(given(prefix, "key.prefix")).matches(),
        "key.prefix",
        "must be 2 to 10 lower-case letters");
    lifetime(person, "key.person");
    lifetime(service, "key.service");
  }

  /** Returns the default settings: {@code bwk}, 90 days and 365 days. */
  public static KeyLimits standard() {
    return new KeyLimits("bwk", Duration.ofDays(90), Duration.ofDays(365));
  }

  private static void lifetime(Duration time, String field) {
    InvalidParameter.unless(
        time.compareTo(Duration.ZERO) > 0 && time.compareTo(LONGEST) <= 0,
        field,
        "must be positive, and at most 3,650 days");
  }
}
