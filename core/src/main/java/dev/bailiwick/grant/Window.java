package dev.bailiwick.grant;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Instants;
import java.time.Instant;
import java.util.Optional;

/**
 * The validity period of a grant. Instants have microsecond precision; a finer part is cut off.
 *
 * @param from the inclusive start; empty for a period without start
 * @param until the exclusive end; empty for a period without end
 */
public record Window(Optional<Instant> from, Optional<Instant> until) {
  /** The period without start and end. */
  public static final Window ALWAYS = new Window(Optional.empty(), Optional.empty());

  /**
   * Refuses a period that does not end after its start, or lies beyond the years of {@link
   * Instants}.
   */
  public Window {
    given(from, "grant.from");
    given(until, "grant.until");
    from = from.map(instant -> Instants.kept(instant, "grant.from"));
    until = until.map(instant -> Instants.kept(instant, "grant.until"));
    InvalidParameter.unless(
        from.isEmpty() || until.isEmpty() || from.get().isBefore(until.get()),
        "grant.until",
        "must be after from");
  }

  /** Returns the period before this instant. */
  public static Window until(Instant until) {
    return new Window(Optional.empty(), Optional.of(given(until, "grant.until")));
  }

  /** Returns the period from this instant on. */
  public static Window from(Instant from) {
    return new Window(Optional.of(given(from, "grant.from")), Optional.empty());
  }

  /** Returns the period from the first instant on and before the second. */
  public static Window between(Instant from, Instant until) {
    return new Window(
        Optional.of(given(from, "grant.from")), Optional.of(given(until, "grant.until")));
  }

  /** Returns whether the instant lies in the period. */
  public boolean contains(Instant now) {
    given(now, "now");
    return (from.isEmpty() || !now.isBefore(from.get()))
        && (until.isEmpty() || now.isBefore(until.get()));
  }
}
