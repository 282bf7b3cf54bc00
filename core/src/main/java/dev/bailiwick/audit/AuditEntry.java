package dev.bailiwick.audit;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One accepted call: its actor, event, time and reason, and everything that it changed. The entry
 * of a chunk of an import holds a digest in place of the changes, and cannot be replayed without
 * the records.
 */
@Value.Immutable
public interface AuditEntry {
  /** The tenant to which the log belongs: the tenant in which the call was made. */
  Tenant tenant();

  /** The tenant's revision that the call made. No other entry of the tenant has the same number. */
  long number();

  /** The call, such as {@link Event#TEAM_ADD_MEMBERS}. */
  Event event();

  /** The actor of the call, with the org of the session and the request context. */
  Actor actor();

  /** Whether the call was permitted only because the actor is a super user. */
  boolean bySuperUser();

  /** The reason for the call, in the actor's own words. */
  Optional<String> reason();

  /** The changes that the call made, in their order. */
  ImmutableList<ItemChange> items();

  /** The time of the call, by the host's clock, at microsecond precision. */
  Instant at();

  /**
   * The users, orgs, teams and resources that the entry touches. It appears in each of their logs.
   */
  @Value.Lazy
  default ImmutableSet<ResourceId> touches() {
    return items().stream()
        .flatMap(item -> item.touches().stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  /**
   * Returns the entry without the personal data of a user: without the values of {@code full_name},
   * {@code email}, {@code attributes} and {@code identities} in changes of that user, and without
   * the request context if the user is the actor.
   */
  default AuditEntry without(UserId person) {
    given(person, "person");
    boolean theirs = actor().user().filter(person::equals).isPresent();
    return builder()
        .from(this)
        .actor(theirs ? actor().from(RequestContext.none()) : actor())
        .items(
            items().stream()
                .map(item -> item.isOf(person) ? item.impersonal() : item)
                .collect(ImmutableList.toImmutableList()))
        .build();
  }

  /** Refuses an instant that no store can hold. */
  @Value.Check
  default void check() {
    Instants.kept(at(), "audit.at");
  }

  /** Returns a builder without any value. */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds entries. A method with the name of a property sets it; a method that begins with {@code
   * add} or {@code put} adds to it.
   */
  class Builder {
    private final ImmutableAuditEntry.Builder to = ImmutableAuditEntry.builder();

    /**
     * Takes over every value of the other entry. Properties that it does not set stay as they are.
     */
    public Builder from(AuditEntry other) {
      to.from(given(other, "other"));
      return this;
    }

    public Builder tenant(Tenant tenant) {
      to.tenant(given(tenant, "tenant"));
      return this;
    }

    public Builder number(long number) {
      to.number(number);
      return this;
    }

    public Builder event(Event event) {
      to.event(given(event, "event"));
      return this;
    }

    public Builder actor(Actor actor) {
      to.actor(given(actor, "actor"));
      return this;
    }

    public Builder bySuperUser(boolean bySuperUser) {
      to.bySuperUser(bySuperUser);
      return this;
    }

    public Builder reason(String reason) {
      to.reason(given(reason, "reason"));
      return this;
    }

    public Builder reason(Optional<String> reason) {
      to.reason(given(reason, "reason"));
      return this;
    }

    public Builder addItem(ItemChange item) {
      to.addItem(given(item, "items"));
      return this;
    }

    public Builder addItems(ItemChange... items) {
      to.addItems(each(items, "items"));
      return this;
    }

    public Builder items(Iterable<? extends ItemChange> items) {
      to.items(each(items, "items"));
      return this;
    }

    public Builder addAllItems(Iterable<? extends ItemChange> items) {
      to.addAllItems(each(items, "items"));
      return this;
    }

    public Builder at(Instant at) {
      to.at(given(at, "at"));
      return this;
    }

    /**
     * Returns the entry with the values that were set.
     *
     * @throws IllegalStateException if a required property was not set
     */
    public AuditEntry build() {
      return to.build();
    }
  }
}
