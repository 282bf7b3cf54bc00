package dev.bailiwick.grant;

import dev.bailiwick.error.InvalidParameter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When a grant is in force; instants count at microsecond precision, what is finer is cut off.
 *
 * @param from from this instant on; empty for ever since
 * @param until before this instant, and not at it; empty for ever after
 */
public record Window(Optional<Instant> from, Optional<Instant> until) {
  /** Always. */
  public static final Window ALWAYS = new Window(Optional.empty(), Optional.empty());

  // What a signed count of microseconds since 1970 can hold, with room to spare.
  private static final Instant EARLIEST = Instant.parse("-100000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("+100000-01-01T00:00:00Z");

  /** Refuses a window that ends before it begins, or lies beyond the year 100,000. */
  public Window {
    from = from.map(Window::checked);
    until = until.map(Window::checked);
    InvalidParameter.unless(
        from.isEmpty() || until.isEmpty() || from.get().isBefore(until.get()),
        "grant.until",
        "must be after from");
  }

  /** Before this instant. */
  public static Window until(Instant until) {
    return new Window(Optional.empty(), Optional.of(until));
  }

  /** From this instant on. */
  public static Window from(Instant from) {
    return new Window(Optional.of(from), Optional.empty());
  }

  /** From the one instant on, and before the other. */
  public static Window between(Instant from, Instant until) {
    return new Window(Optional.of(from), Optional.of(until));
  }

  /** Whether the instant lies within. */
  public boolean contains(Instant now) {
    return (from.isEmpty() || !now.isBefore(from.get()))
        && (until.isEmpty() || now.isBefore(until.get()));
  }

  private static Instant checked(Instant instant) {
    InvalidParameter.unless(
        instant.isAfter(EARLIEST) && instant.isBefore(LATEST), "grant.window", "is out of range");
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
