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
 * One accepted call: who did what, when, why, with all that it changed. That of a chunk of an
 * import holds a digest in place of what changed, and cannot be replayed without the records.
 */
@Value.Immutable
public interface AuditEntry {
  /** The tenant whose log it stands in: the one that the call was made in. */
  Tenant tenant();

  /** The tenant's revision that the call made; it tells the entry from all others of the tenant. */
  long number();

  /** The call, such as {@link Event#TEAM_ADD_MEMBERS}. */
  Event event();

  /** Who acted, in which org, from where. */
  Actor actor();

  /** Whether the call was permitted only because the actor is a super user. */
  boolean bySuperUser();

  /** Why, in the actor's own words. */
  Optional<String> reason();

  /** What changed, in the order in which it changed. */
  ImmutableList<ItemChange> items();

  /** When, by the host's clock, at microsecond precision. */
  Instant at();

  /** Whose logs show the entry. */
  @Value.Lazy
  default ImmutableSet<ResourceId> touches() {
    return items().stream()
        .flatMap(item -> item.touches().stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  /**
   * The same without what would tell who a person was: the values of {@code full_name}, {@code
   * email}, {@code attributes} and {@code identities} in changes of that user, and the request
   * context of what they did.
   */
  default AuditEntry without(UserId person) {
    given(person, "person");
    boolean theirs = actor().user().filter(person::equals).isPresent();
    return builder()
        .from(this)
        .actor(theirs ? actor().from(RequestContext.NONE) : actor())
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

  /** An entry to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds entries. A call sets what it is named after; {@code add} and {@code put} add to it. */
  class Builder {
    private final ImmutableAuditEntry.Builder to = ImmutableAuditEntry.builder();

    /** All that the other says, and what was said here before where it says nothing. */
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
     * What was said so far.
     *
     * @throws IllegalStateException if something that must be said was not
     */
    public AuditEntry build() {
      return to.build();
    }
  }
}
