package dev.bailiwick.audit;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.FactoryValue;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.UserId;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** A filter for the entries of a log. An entry must meet all of its conditions. */
@FactoryValue
@Value.Immutable
public abstract class AuditFilter {
  AuditFilter() {}

  /** Returns the inclusive start of the period. */
  @Value.Parameter
  public abstract Optional<Instant> from();

  /** Returns the exclusive end of the period. */
  @Value.Parameter
  public abstract Optional<Instant> until();

  /** Returns the event, such as {@code team.add_members}. */
  @Value.Parameter
  public abstract Optional<Event> event();

  /** Returns the type of a changed item. */
  @Value.Parameter
  public abstract Optional<ItemType> itemType();

  /** Returns the user that made the call. */
  @Value.Parameter
  public abstract Optional<UserId> by();

  /** Returns the filter that every entry meets. */
  public static AuditFilter all() {
    return ImmutableAuditFilter.of(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Requires an instant at or after {@code from} and before {@code until}. All instants are
   * allowed; {@link Instant#MAX} stands for a period without end.
   *
   * @throws InvalidParameter if the period ends before it begins
   */
  public AuditFilter between(Instant from, Instant until) {
    Instant start = Instants.comparable(given(from, "audit.from"));
    Instant end = Instants.comparable(given(until, "audit.until"));
    InvalidParameter.unless(!end.isBefore(start), "audit.until", "must not be before from");
    return ImmutableAuditFilter.of(Optional.of(start), Optional.of(end), event(), itemType(), by());
  }

  /** Requires the given event. */
  public AuditFilter event(Event event) {
    return ImmutableAuditFilter.of(
        from(), until(), Optional.of(given(event, "audit.event")), itemType(), by());
  }

  /** Requires a changed item of the given type. */
  public AuditFilter itemType(ItemType itemType) {
    return ImmutableAuditFilter.of(
        from(), until(), event(), Optional.of(given(itemType, "audit.item_type")), by());
  }

  /** Requires a call of the given user. */
  public AuditFilter by(UserId user) {
    return ImmutableAuditFilter.of(
        from(), until(), event(), itemType(), Optional.of(given(user, "audit.by")));
  }

  /** Returns whether an entry meets every condition. */
  public boolean matches(AuditEntry entry) {
    given(entry, "entry");
    return from().map(time -> !entry.at().isBefore(time)).orElse(true)
        && until().map(time -> entry.at().isBefore(time)).orElse(true)
        && event().map(entry.event()::equals).orElse(true)
        && itemType().map(t -> entry.items().stream().anyMatch(i -> i.type() == t)).orElse(true)
        && by().map(user -> entry.actor().user().filter(user::equals).isPresent()).orElse(true);
  }
}
