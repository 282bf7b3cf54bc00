package dev.bailiwick.audit;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A filter for the entries of a log. An entry must meet all of its conditions.
 *
 * @param from at or after this instant
 * @param until before this instant
 * @param event the call, such as {@code team.add_members}
 * @param itemType entries that changed a thing of this type
 * @param by entries of calls that this user made
 */
public record AuditFilter(
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<Event> event,
    Optional<ItemType> itemType,
    Optional<UserId> by) {
  private static final AuditFilter ALL =
      new AuditFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Refuses a period that ends before it begins. */
  public AuditFilter {
    given(from, "audit.from");
    given(until, "audit.until");
    given(event, "audit.event");
    given(itemType, "audit.item_type");
    given(by, "audit.by");
    from = from.map(Instants::comparable);
    until = until.map(Instants::comparable);
    InvalidParameter.unless(
        from.isEmpty() || until.isEmpty() || !until.get().isBefore(from.get()),
        "audit.until",
        "must not be before from");
  }

  /** Every entry. */
  public static AuditFilter all() {
    return ALL;
  }

  /**
   * Only entries at or after {@code from} and before {@code until}. All instants are allowed;
   * {@link Instant#MAX} stands for a period without end.
   */
  public AuditFilter between(Instant from, Instant until) {
    return new AuditFilter(
        Optional.of(given(from, "audit.from")),
        Optional.of(given(until, "audit.until")),
        event,
        itemType,
        by);
  }

  /** Only entries of this call. */
  public AuditFilter event(Event event) {
    return new AuditFilter(from, until, Optional.of(given(event, "audit.event")), itemType, by);
  }

  /** Only entries that changed a thing of this type. */
  public AuditFilter itemType(ItemType itemType) {
    return new AuditFilter(from, until, event, Optional.of(given(itemType, "audit.item_type")), by);
  }

  /** Only entries of calls that this user made. */
  public AuditFilter by(UserId user) {
    return new AuditFilter(from, until, event, itemType, Optional.of(given(user, "audit.by")));
  }

  /** Whether an entry meets every condition. */
  public boolean matches(AuditEntry entry) {
    given(entry, "entry");
    return from.map(time -> !entry.at().isBefore(time)).orElse(true)
        && until.map(time -> entry.at().isBefore(time)).orElse(true)
        && event.map(entry.event()::equals).orElse(true)
        && itemType.map(t -> entry.items().stream().anyMatch(i -> i.type() == t)).orElse(true)
        && by.map(user -> entry.actor().user().filter(user::equals).isPresent()).orElse(true);
  }
}
