package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The freshness that an answer must have. A stale answer for a newer object can expose the object
 * after access to it was removed. {@link #atLeast} with the revision that came with the object
 * rules this out.
 */
@FactoryValue
@Value.Immutable
public abstract class Consistency {
  private static final Duration ANY = Duration.ofSeconds(Long.MAX_VALUE);

  Consistency() {}

  /** Returns the revision that the answer must reflect at least. */
  @Value.Parameter
  public abstract Revision revision();

  /** Returns the maximum age of the answer; empty for the latest state. */
  @Value.Parameter
  public abstract Optional<Duration> staleness();

  /** Requires the state at the time of the call, or a later one. */
  public static Consistency latest() {
    return ImmutableConsistency.of(Revision.NONE, Optional.empty());
  }

  /** Requires a state that is not older than {@code revision}. Later changes may be missing. */
  public static Consistency atLeast(Revision revision) {
    return ImmutableConsistency.of(given(revision, "consistency.revision"), Optional.of(ANY));
  }

  /**
   * Requires a state that is at most {@code age} old. An age of zero is the same as {@link
   * #latest}.
   *
   * @throws InvalidParameter if the age is negative
   */
  public static Consistency within(Duration age) {
    InvalidParameter.unless(!given(age, "age").isNegative(), "age", "must not be negative");
    return ImmutableConsistency.of(Revision.NONE, Optional.of(age));
  }

  /**
   * Returns the same requirement, with a maximum age of at most {@code age}.
   *
   * @throws InvalidParameter if the age is negative
   */
  public Consistency butWithin(Duration age) {
    InvalidParameter.unless(!given(age, "age").isNegative(), "age", "must not be negative");
    return ImmutableConsistency.of(
        revision(), staleness().map(allowed -> allowed.compareTo(age) < 0 ? allowed : age));
  }
}
