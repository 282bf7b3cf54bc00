package dev.bailiwick.grant;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Instants;
import java.time.Instant;
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

  /** Refuses a window that ends before it begins, or lies beyond the years of {@link Instants}. */
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

  /** Before this instant. */
  public static Window until(Instant until) {
    return new Window(Optional.empty(), Optional.of(given(until, "grant.until")));
  }

  /** From this instant on. */
  public static Window from(Instant from) {
    return new Window(Optional.of(given(from, "grant.from")), Optional.empty());
  }

  /** From the one instant on, and before the other. */
  public static Window between(Instant from, Instant until) {
    return new Window(
        Optional.of(given(from, "grant.from")), Optional.of(given(until, "grant.until")));
  }

  /** Whether the instant lies within. */
  public boolean contains(Instant now) {
    given(now, "now");
    return (from.isEmpty() || !now.isBefore(from.get()))
        && (until.isEmpty() || now.isBefore(until.get()));
  }
}
