package dev.bailiwick.audit;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** A filter for the entries of a log. An entry must meet all of its conditions. */
@Value.Immutable
@SuppressWarnings("immutables:from") // the beginning of the period, no copy
public abstract class AuditFilter {
  AuditFilter() {}

  /** Returns the inclusive start of the period. */
  public abstract Optional<Instant> from();

  /** Returns the exclusive end of the period. */
  public abstract Optional<Instant> until();

  /** Returns the events, such as {@code team.add_members}; empty for every event. */
  public abstract ImmutableSet<Event> events();

  /** Returns the type of a changed item. */
  public abstract Optional<ItemType> itemType();

  /** Returns the user that made the call. */
  public abstract Optional<UserId> by();

  /** Returns the name of the system actor that made the call. */
  public abstract Optional<String> bySystem();

  /** Returns a user, org, team or resource that a changed item touches. */
  public abstract Optional<ResourceId> touching();

  /** Returns the filter that every entry meets. */
  public static AuditFilter all() {
    return ImmutableAuditFilter.builder().build();
  }

  private ImmutableAuditFilter.Builder and() {
    return ImmutableAuditFilter.builder()
        .from(from())
        .until(until())
        .events(events())
        .itemType(itemType())
        .by(by())
        .bySystem(bySystem())
        .touching(touching());
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
    return and().from(start).until(end).build();
  }

  /** Requires one of the given events. */
  public AuditFilter events(Event first, Event... more) {
    return and()
        .events(each(Lists.asList(first, given(more, "audit.events")), "audit.events"))
        .build();
  }

  /** Requires a changed item of the given type. */
  public AuditFilter itemType(ItemType itemType) {
    return and().itemType(given(itemType, "audit.item_type")).build();
  }

  /** Requires a call of the given user. */
  public AuditFilter by(UserId user) {
    return and().by(given(user, "audit.by")).bySystem(Optional.empty()).build();
  }

  /** Requires a call of the system actor with the given name. */
  public AuditFilter bySystem(String name) {
    return and().by(Optional.empty()).bySystem(Text.name(name, "audit.by_system")).build();
  }

  /** Requires a changed item that touches the given user, org, team or resource. */
  public AuditFilter touching(ResourceRef thing) {
    return and().touching(given(thing, "audit.touching").key()).build();
  }

  /** Requires a changed item that touches the given user. */
  public AuditFilter touching(UserId user) {
    return and().touching(ResourceId.of(given(user, "audit.touching"))).build();
  }

  /** Returns whether an entry meets every condition. */
  public boolean matches(AuditEntry entry) {
    given(entry, "entry");
    return from().map(time -> !entry.at().isBefore(time)).orElse(true)
        && until().map(time -> entry.at().isBefore(time)).orElse(true)
        && (events().isEmpty() || events().contains(entry.event()))
        && itemType().map(t -> entry.items().stream().anyMatch(i -> i.type() == t)).orElse(true)
        && by().map(user -> entry.actor().user().filter(user::equals).isPresent()).orElse(true)
        && bySystem().map(name -> entry.actor().system().equals(Optional.of(name))).orElse(true)
        && touching().map(entry.touches()::contains).orElse(true);
  }
}
