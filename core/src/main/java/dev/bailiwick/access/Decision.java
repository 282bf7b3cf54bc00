package dev.bailiwick.access;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Permission;
import java.util.Optional;
import org.immutables.value.Value;

/** Whether somebody may do something to a resource, and why. */
@Value.Immutable
public interface Decision {
  /** The answer. */
  boolean allowed();

  /** About whom. */
  UserId user();

  /** To do what. */
  Permission permission();

  /** To what. */
  ResourceId resource();

  /** In which tenant. */
  Tenant tenant();

  /** Every way in which the permission comes to them; each would be enough, but for denials. */
  ImmutableList<Path> paths();

  /** The denials that take the permission away; they count only where {@link #allowed} is false. */
  ImmutableList<Path> denials();

  /** Where it is not allowed: every way in which other permissions come to them. */
  ImmutableList<Path> elsewhere();

  /** Why not: the steps that failed. Empty if it is allowed. */
  ImmutableSet<Reason> reasons();

  /** Grants that would reach them, but are not in force yet, or not any more. */
  ImmutableList<Grant> outOfWindow();

  /** Grants of roles that neither the model nor the org knows; they give nothing. */
  ImmutableList<Grant> unknownRoles();

  /** Where what is theirs and what is their teams' differs; resolved by union. */
  Optional<AccessConflict> conflict();

  /** Why somebody may not. */
  enum Reason {
    /** There is no such account. */
    NO_SUCH_USER,
    /** The account is switched off. */
    USER_DEACTIVATED,
    /** The account is locked. */
    USER_LOCKED,
    /** They are not a member, and the tenant does not share with guests, or does not exist. */
    NOT_A_MEMBER,
    /** Their membership does not count. */
    MEMBERSHIP_INACTIVE,
    /** The tenant has no such team. */
    NO_SUCH_RESOURCE,
    /** Nothing on the resource or above it gives them anything. */
    NO_GRANT,
    /** They have roles on it, but none that permits this. */
    ROLES_LACK_PERMISSION,
    /** A denial takes it away. */
    DENIED,
    /** A grant would give it at another time. */
    OUT_OF_WINDOW,
    /** A grant is of a role that nobody defines. */
    UNKNOWN_ROLE
  }

  /** A decision to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds decisions. A call sets what it is named after; {@code add} and {@code put} add to it.
   */
  class Builder {
    private final ImmutableDecision.Builder to = ImmutableDecision.builder();

    /** All that the other says, and what was said here before where it says nothing. */
    public Builder from(Decision other) {
      to.from(given(other, "other"));
      return this;
    }

    public Builder allowed(boolean allowed) {
      to.allowed(allowed);
      return this;
    }

    public Builder user(UserId user) {
      to.user(given(user, "user"));
      return this;
    }

    public Builder permission(Permission permission) {
      to.permission(given(permission, "permission"));
      return this;
    }

    public Builder resource(ResourceId resource) {
      to.resource(given(resource, "resource"));
      return this;
    }

    public Builder tenant(Tenant tenant) {
      to.tenant(given(tenant, "tenant"));
      return this;
    }

    public Builder addPath(Path path) {
      to.addPath(given(path, "paths"));
      return this;
    }

    public Builder addPaths(Path... paths) {
      to.addPaths(each(paths, "paths"));
      return this;
    }

    public Builder paths(Iterable<? extends Path> paths) {
      to.paths(each(paths, "paths"));
      return this;
    }

    public Builder addAllPaths(Iterable<? extends Path> paths) {
      to.addAllPaths(each(paths, "paths"));
      return this;
    }

    public Builder addDenial(Path denial) {
      to.addDenial(given(denial, "denials"));
      return this;
    }

    public Builder addDenials(Path... denials) {
      to.addDenials(each(denials, "denials"));
      return this;
    }

    public Builder denials(Iterable<? extends Path> denials) {
      to.denials(each(denials, "denials"));
      return this;
    }

    public Builder addAllDenials(Iterable<? extends Path> denials) {
      to.addAllDenials(each(denials, "denials"));
      return this;
    }

    public Builder addElsewhere(Path elsewhere) {
      to.addElsewhere(given(elsewhere, "elsewhere"));
      return this;
    }

    public Builder addElsewhere(Path... elsewhere) {
      to.addElsewhere(each(elsewhere, "elsewhere"));
      return this;
    }

    public Builder elsewhere(Iterable<? extends Path> elsewhere) {
      to.elsewhere(each(elsewhere, "elsewhere"));
      return this;
    }

    public Builder addAllElsewhere(Iterable<? extends Path> elsewhere) {
      to.addAllElsewhere(each(elsewhere, "elsewhere"));
      return this;
    }

    public Builder addReason(Decision.Reason reason) {
      to.addReason(given(reason, "reasons"));
      return this;
    }

    public Builder addReasons(Decision.Reason... reasons) {
      to.addReasons(each(reasons, "reasons"));
      return this;
    }

    public Builder reasons(Iterable<Decision.Reason> reasons) {
      to.reasons(each(reasons, "reasons"));
      return this;
    }

    public Builder addAllReasons(Iterable<Decision.Reason> reasons) {
      to.addAllReasons(each(reasons, "reasons"));
      return this;
    }

    public Builder addOutOfWindow(Grant outOfWindow) {
      to.addOutOfWindow(given(outOfWindow, "out_of_window"));
      return this;
    }

    public Builder addOutOfWindow(Grant... outOfWindow) {
      to.addOutOfWindow(each(outOfWindow, "out_of_window"));
      return this;
    }

    public Builder outOfWindow(Iterable<? extends Grant> outOfWindow) {
      to.outOfWindow(each(outOfWindow, "out_of_window"));
      return this;
    }

    public Builder addAllOutOfWindow(Iterable<? extends Grant> outOfWindow) {
      to.addAllOutOfWindow(each(outOfWindow, "out_of_window"));
      return this;
    }

    public Builder addUnknownRole(Grant unknownRole) {
      to.addUnknownRole(given(unknownRole, "unknown_roles"));
      return this;
    }

    public Builder addUnknownRoles(Grant... unknownRoles) {
      to.addUnknownRoles(each(unknownRoles, "unknown_roles"));
      return this;
    }

    public Builder unknownRoles(Iterable<? extends Grant> unknownRoles) {
      to.unknownRoles(each(unknownRoles, "unknown_roles"));
      return this;
    }

    public Builder addAllUnknownRoles(Iterable<? extends Grant> unknownRoles) {
      to.addAllUnknownRoles(each(unknownRoles, "unknown_roles"));
      return this;
    }

    public Builder conflict(AccessConflict conflict) {
      to.conflict(given(conflict, "conflict"));
      return this;
    }

    public Builder conflict(Optional<? extends AccessConflict> conflict) {
      to.conflict(given(conflict, "conflict"));
      return this;
    }

    /**
     * What was said so far.
     *
     * @throws IllegalStateException if something that must be said was not
     */
    public Decision build() {
      return to.build();
    }
  }
}
