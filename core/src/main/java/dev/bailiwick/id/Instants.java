package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The rules of every instant that enters the domain. A stored instant lies in the years -99,999 to
 * 99,999, which every store can hold, and has microsecond precision. An instant that is only
 * compared with stored ones can be any.
 */
public final class Instants {
  private static final Instant EARLIEST = Instant.parse("-99999-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("+99999-12-31T23:59:59.999999Z");

  private Instants() {}

  /**
   * Returns an instant to be stored, at microsecond precision: a finer part is cut off.
   *
   * @throws InvalidParameter if it lies outside the years that a store can hold
   */
  public static Instant kept(Instant instant, String field) {
    given(instant, field);
    InvalidParameter.unless(
        !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST.plusNanos(999)),
        field,
        "must be from the years -99999 to 99999");
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Returns an instant that can be stored and compares with every stored one as the given one does.
   */
  public static Instant comparable(Instant instant) {
    if (given(instant, "instant").isBefore(EARLIEST)) {
      return EARLIEST;
    }
    return instant.isAfter(LATEST) ? LATEST.plusNanos(1_000) : instant;
  }
}
