package dev.bailiwick.audit;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.immutables.value.Value;

/**
 * One accepted call: its actor, event, time and reason, and everything that it changed in one
 * tenant. A call that changes several tenants has an entry in the log of each. The entry of a chunk
 * of an import holds a digest in place of the changes, and cannot be replayed without the records.
 */
@Value.Immutable
public interface AuditEntry {
  /** The tenant to which the log belongs. Each changed item is an item of this tenant. */
  Tenant tenant();

  /** The tenant's revision that the call made. No other entry of the tenant has the same number. */
  long number();

  /** The call, such as {@link Event#TEAM_ADD_MEMBERS}. */
  Event event();

  /**
   * The actor of the call, with the org of the session and the request context. The request context
   * is in the entry of the tenant that the call was about, and in no other.
   */
  Actor actor();

  /**
   * The {@linkplain Actor#unnamed unnamed} actor that readers below the host see in place of {@link
   * #actor}: an org, or the platform. Empty if they see the actor, because the actor is a system
   * actor, belongs to the tenant, or is a guest to whom the tenant granted something.
   */
  Optional<Actor> shownActor();

  /**
   * The impersonator: the user who made the call in the name of the {@link #actor}. Readers of the
   * log see the impersonator where they see the entry, also a super user who does not belong to the
   * tenant. The request context is the impersonator's.
   */
  Optional<UserId> impersonator();

  /**
   * The person for whom the {@link #actor}, a service account, made the call. Readers of the log
   * see the person where they see the entry. The request context is the service account's.
   */
  Optional<UserId> onBehalfOf();

  /** The second user of the entry: the impersonator, or the person for whom the actor acted. */
  default Optional<UserId> companion() {
    return impersonator().or(this::onBehalfOf);
  }

  /** Whether the call was permitted only because the actor is a super user. */
  boolean bySuperUser();

  /**
   * The display names, at the time of the call, of the actor, of the {@link #companion} and of the
   * accounts that the entry touches; of at most {@link Limits#NAMES} of them. Entries from before
   * version 0.2 have none.
   */
  @Value.Auxiliary
  ImmutableMap<UserId, String> names();

  /**
   * The reason for the call, in the actor's own words. It is in the entry of the tenant that the
   * call was about, and in no other.
   */
  Optional<String> reason();

  /** The changes that the call made in the tenant, in their order. */
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
   * the display name, and the request context if the user is the actor or the {@link #companion},
   * if the erasure removes them from this log.
   */
  default AuditEntry without(UserId person, Erasure erasure) {
    return without(ImmutableSet.of(given(person, "person")), erasure);
  }

  /**
   * Returns the entry without the personal data of several users, of each as {@link
   * #without(UserId, Erasure)} removes it.
   */
  default AuditEntry without(Set<UserId> people, Erasure erasure) {
    each(people, "people");
    given(erasure, "erasure");
    Set<String> numbers =
        people.stream()
            .map(user -> Long.toString(user.value()))
            .collect(ImmutableSet.toImmutableSet());
    boolean made =
        actor().user().filter(people::contains).isPresent()
            || companion().filter(people::contains).isPresent();
    boolean theirs = made && reaches(erasure);
    return builder()
        .from(this)
        .actor(theirs ? actor().from(RequestContext.none()) : actor())
        .items(
            items().stream()
                .map(item -> item.isOfAny(numbers) ? item.impersonal() : item)
                .collect(ImmutableList.toImmutableList()))
        .names(
            reaches(erasure) ? Maps.filterKeys(names(), user -> !people.contains(user)) : names())
        .build();
  }

  private boolean reaches(Erasure erasure) {
    return erasure == Erasure.ACCOUNT_AND_CALLS || tenant() instanceof UserId;
  }

  /**
   * Returns the entry with the display names of all users that it touches, as a store keeps it.
   * Names that the entry has stay. Users without a name are left out.
   *
   * @param names returns the present name of a user
   */
  default AuditEntry named(Function<UserId, Optional<String>> names) {
    given(names, "names");
    Map<UserId, String> all = new LinkedHashMap<>(names());
    touches().stream()
        .flatMap(touched -> touched.user().stream())
        .filter(user -> !all.containsKey(user))
        .limit(Limits.NAMES)
        .forEach(user -> names.apply(user).ifPresent(name -> all.put(user, name)));
    all.values().removeIf(String::isEmpty);
    return builder().from(this).names(all).build();
  }

  /** Refuses an instant that no store can hold, and two companions. */
  @Value.Check
  default void check() {
    Instants.kept(at(), "audit.at");
    InvalidParameter.unless(
        impersonator().isEmpty() || onBehalfOf().isEmpty(),
        "audit.on_behalf_of",
        "must be empty beside an impersonator");
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

    public Builder shownActor(Optional<Actor> shownActor) {
      to.shownActor(given(shownActor, "shownActor"));
      return this;
    }

    public Builder impersonator(Optional<UserId> impersonator) {
      to.impersonator(given(impersonator, "impersonator"));
      return this;
    }

    public Builder onBehalfOf(Optional<UserId> person) {
      to.onBehalfOf(given(person, "onBehalfOf"));
      return this;
    }

    public Builder names(Map<UserId, String> names) {
      to.names(each(names, "names"));
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
