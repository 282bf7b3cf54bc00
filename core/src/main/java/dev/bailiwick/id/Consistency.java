package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import java.time.Duration;
import java.util.Optional;

/**
 * How fresh an answer must be. An old answer applied to a newer object is how access leaks after it
 * was taken away; {@link #atLeast} with the revision that came with the object rules it out.
 *
 * @param revision the answer reflects at least this revision
 * @param staleness the answer may be this old; empty for the latest
 */
public record Consistency(Revision revision, Optional<Duration> staleness) {
  private static final Consistency LATEST = new Consistency(Revision.NONE, Optional.empty());

  /** Refuses a negative age. */
  public Consistency {
    given(revision, "consistency.revision");
    given(staleness, "consistency.staleness");
    InvalidParameter.unless(
        staleness.filter(Duration::isNegative).isEmpty(), "age", "must not be negative");
  }

  /** The state at the moment of the call, or a later one. */
  public static Consistency latest() {
    return LATEST;
  }

  /** Not older than {@code revision}, whatever else has happened. */
  public static Consistency atLeast(Revision revision) {
    return new Consistency(revision, Optional.of(Duration.ofSeconds(Long.MAX_VALUE)));
  }

  /** At most {@code age} old; an age of zero is the same as {@link #latest}. */
  public static Consistency within(Duration age) {
    return new Consistency(Revision.NONE, Optional.of(given(age, "age")));
  }
}
