package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Role;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * How far a permission of somebody reaches in a tenant: the part of the decision that does not
 * depend on the resource, as of one moment. What is left to be asked of each resource is where on
 * its line up to the tenant somebody owns something, and where grants and denials stand that reach
 * them: a store can ask that of many rows at once.
 *
 * <p>It knows nothing that changes after: it is made anew for each request. It is for a store, and
 * tells more than its actor may learn; its text does not.
 */
@Value.Immutable
public interface Reach {
  /** How far it reaches before denials are looked at. */
  enum Extent {
    /** To nothing. */
    NOTHING,
    /** To what grants of {@link #giving} roles reach that are not denied, and what is owned. */
    GRANTED,
    /** To everything that is not denied, and what is owned. */
    ALL_BUT_DENIED,
    /** To everything: they own the tenant. */
    ALL,
    /** To everything, and nothing is looked at: it is the host's own code that asks. */
    UNCHECKED
  }

  /** The tenant. */
  Tenant tenant();

  /** How far it reaches. */
  @Value.Redacted
  Extent extent();

  /** The moment at which windows are judged. */
  Instant now();

  /** Under which names grants and denials reach them; empty if it reaches nothing. */
  @Value.Redacted
  ImmutableSet<Accessor> accessors();

  /** Who it is, where they can own something: no denial binds them on what they own and below. */
  @Value.Redacted
  Optional<UserId> owner();

  /** The roles that give the permission. */
  @Value.Redacted
  ImmutableSet<Role> giving();

  /** The roles whose denial takes it. */
  @Value.Redacted
  ImmutableSet<Role> taking();

  /** The roles whose denial does not. A denial of any other is corrupt, and never an allow. */
  @Value.Redacted
  ImmutableSet<Role> sparing();

  /** Refuses an instant that no store can hold. */
  @Value.Check
  default void check() {
    Instants.kept(now(), "reach.now");
  }

  /** One to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /** One that asks nothing further. */
  static Reach of(Extent extent, Tenant tenant, Instant now) {
    return builder().extent(extent).tenant(tenant).now(now).build();
  }

  /** Builds one. A call sets what it is named after; {@code add} and {@code put} add to it. */
  class Builder {
    private final ImmutableReach.Builder to = ImmutableReach.builder();

    /** All that the other says, and what was said here before where it says nothing. */
    public Builder from(Reach other) {
      to.from(given(other, "other"));
      return this;
    }

    public Builder tenant(Tenant tenant) {
      to.tenant(given(tenant, "tenant"));
      return this;
    }

    public Builder extent(Reach.Extent extent) {
      to.extent(given(extent, "extent"));
      return this;
    }

    public Builder now(Instant now) {
      to.now(given(now, "now"));
      return this;
    }

    public Builder addAccessor(Accessor accessor) {
      to.addAccessor(given(accessor, "accessors"));
      return this;
    }

    public Builder addAccessors(Accessor... accessors) {
      to.addAccessors(each(accessors, "accessors"));
      return this;
    }

    public Builder accessors(Iterable<? extends Accessor> accessors) {
      to.accessors(each(accessors, "accessors"));
      return this;
    }

    public Builder addAllAccessors(Iterable<? extends Accessor> accessors) {
      to.addAllAccessors(each(accessors, "accessors"));
      return this;
    }

    public Builder owner(UserId owner) {
      to.owner(given(owner, "owner"));
      return this;
    }

    public Builder owner(Optional<? extends UserId> owner) {
      to.owner(given(owner, "owner"));
      return this;
    }

    public Builder addGiving(Role giving) {
      to.addGiving(given(giving, "giving"));
      return this;
    }

    public Builder addGiving(Role... giving) {
      to.addGiving(each(giving, "giving"));
      return this;
    }

    public Builder giving(Iterable<? extends Role> giving) {
      to.giving(each(giving, "giving"));
      return this;
    }

    public Builder addAllGiving(Iterable<? extends Role> giving) {
      to.addAllGiving(each(giving, "giving"));
      return this;
    }

    public Builder addTaking(Role taking) {
      to.addTaking(given(taking, "taking"));
      return this;
    }

    public Builder addTaking(Role... taking) {
      to.addTaking(each(taking, "taking"));
      return this;
    }

    public Builder taking(Iterable<? extends Role> taking) {
      to.taking(each(taking, "taking"));
      return this;
    }

    public Builder addAllTaking(Iterable<? extends Role> taking) {
      to.addAllTaking(each(taking, "taking"));
      return this;
    }

    public Builder addSparing(Role sparing) {
      to.addSparing(given(sparing, "sparing"));
      return this;
    }

    public Builder addSparing(Role... sparing) {
      to.addSparing(each(sparing, "sparing"));
      return this;
    }

    public Builder sparing(Iterable<? extends Role> sparing) {
      to.sparing(each(sparing, "sparing"));
      return this;
    }

    public Builder addAllSparing(Iterable<? extends Role> sparing) {
      to.addAllSparing(each(sparing, "sparing"));
      return this;
    }

    /**
     * What was said so far.
     *
     * @throws IllegalStateException if something that must be said was not
     */
    public Reach build() {
      return to.build();
    }
  }
}
