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
 * The reach of one user's permission in a tenant: the part of the decision that does not depend on
 * the resource, from one snapshot. For each resource, two questions remain: where on its path up to
 * the tenant the user owns a resource, and where on this path grants and denials reach the user. A
 * store can answer them for many rows at once.
 *
 * <p>A reach does not follow later changes: make a new one for each request. It is meant for a
 * store, and holds more than its actor may learn; its {@code toString} does not show this.
 */
@Value.Immutable
public interface Reach {
  /** The extent of a reach, before the denials on each resource are known. */
  enum Extent {
    /** No resource. */
    NOTHING,
    /**
     * Each resource that a grant of a {@link #giving} role reaches and no denial takes away, and
     * each resource that the user owns.
     */
    GRANTED,
    /** Each resource that no denial takes away, and each resource that the user owns. */
    ALL_BUT_DENIED,
    /** Each resource, because the user owns the tenant. */
    ALL,
    /** Each resource, without any check, because a system actor asks. */
    UNCHECKED
  }

  /** The tenant. */
  Tenant tenant();

  /** The extent of the reach. */
  @Value.Redacted
  Extent extent();

  /** The instant at which validity periods are checked. */
  Instant now();

  /** The accessors through which grants and denials reach the user; empty if the reach is empty. */
  @Value.Redacted
  ImmutableSet<Accessor> accessors();

  /**
   * The accessors among {@link #accessors} whose grants give nothing, because they are suspended
   * orgs. Denials to them still bind the user.
   */
  @Value.Redacted
  ImmutableSet<Accessor> silent();

  /**
   * The user, if the user can own resources in the tenant. On a resource that the user owns, and on
   * the resources below it, no denial binds the user.
   */
  @Value.Redacted
  Optional<UserId> owner();

  /** The roles that include the permission when they are granted. */
  @Value.Redacted
  ImmutableSet<Role> giving();

  /** The roles that include the permission when they are denied. */
  @Value.Redacted
  ImmutableSet<Role> taking();

  /**
   * The roles that do not include the permission when they are denied. A denial of a role that is
   * neither here nor in {@link #taking} is corrupt data, and never an allow.
   */
  @Value.Redacted
  ImmutableSet<Role> sparing();

  /** Refuses an instant that no store can hold. */
  @Value.Check
  default void check() {
    Instants.kept(now(), "reach.now");
  }

  /** Returns a builder without any value. */
  static Builder builder() {
    return new Builder();
  }

  /** Returns a reach that needs no further checks. */
  static Reach of(Extent extent, Tenant tenant, Instant now) {
    return builder().extent(extent).tenant(tenant).now(now).build();
  }

  /**
   * Builds a reach. A method with the name of a property sets it; a method that begins with {@code
   * add} or {@code put} adds to it.
   */
  class Builder {
    private final ImmutableReach.Builder to = ImmutableReach.builder();

    /**
     * Takes over every value of the other reach. Properties that it does not set stay as they are.
     */
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

    public Builder silent(Iterable<? extends Accessor> silent) {
      to.silent(each(silent, "silent"));
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
     * Returns the reach with the values that were set.
     *
     * @throws IllegalStateException if a required property was not set
     */
    public Reach build() {
      return to.build();
    }
  }
}
