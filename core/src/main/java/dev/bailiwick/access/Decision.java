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

/** The decision whether a user has a permission on a resource, with its reasons. */
@Value.Immutable
public interface Decision {
  /** Whether the user has the permission. */
  boolean allowed();

  /** The user that the decision is about. */
  UserId user();

  /** The permission that the decision is about. */
  Permission permission();

  /** The resource that the decision is about. */
  ResourceId resource();

  /** The tenant of the resource. */
  Tenant tenant();

  /**
   * Every path that gives the user the permission. Each of them is enough, unless a denial takes
   * the permission away.
   */
  ImmutableList<Path> paths();

  /** The denials that take the permission away; they count only if {@link #allowed} is false. */
  ImmutableList<Path> denials();

  /** If the permission is not allowed: every path that gives the user other permissions. */
  ImmutableList<Path> elsewhere();

  /** The reasons against the permission: the steps that failed. Empty if it is allowed. */
  ImmutableSet<Reason> reasons();

  /** Grants that would reach the user, but are not yet or no longer in force. */
  ImmutableList<Grant> outOfWindow();

  /** Grants of roles that neither the model nor the org defines; they give nothing. */
  ImmutableList<Grant> unknownRoles();

  /**
   * The difference between the user's own roles and the roles of the user's teams, if there is one.
   * It is resolved by union.
   */
  Optional<AccessConflict> conflict();

  /** The reasons against a permission. */
  enum Reason {
    /** The account does not exist. */
    NO_SUCH_USER,
    /** The account is deactivated. */
    USER_DEACTIVATED,
    /** An org made the account, and nobody has claimed it. */
    USER_UNCLAIMED,
    /** The account is locked. */
    USER_LOCKED,
    /** The user is not a member, and the tenant does not share with guests, or does not exist. */
    NOT_A_MEMBER,
    /** The membership of the user is inactive. */
    MEMBERSHIP_INACTIVE,
    /** The org is suspended: its members have no permission, or the permission to read at most. */
    ORG_SUSPENDED,
    /** The tenant has no such team. */
    NO_SUCH_RESOURCE,
    /** The user has no role on the resource or on its ancestors. */
    NO_GRANT,
    /** The user has roles on the resource, but no role with this permission. */
    ROLES_LACK_PERMISSION,
    /** A denial takes the permission away. */
    DENIED,
    /** A grant would give the permission at another time. */
    OUT_OF_WINDOW,
    /** A grant is of a role that neither the model nor the org defines. */
    UNKNOWN_ROLE
  }

  /** Returns a builder without any value. */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds decisions. A method with the name of a property sets it; a method that begins with
   * {@code add} or {@code put} adds to it.
   */
  class Builder {
    private final ImmutableDecision.Builder to = ImmutableDecision.builder();

    /**
     * Takes over every value of the other decision. Properties that it does not set stay as they
     * are.
     */
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
     * Returns the decision with the values that were set.
     *
     * @throws IllegalStateException if a required property was not set
     */
    public Decision build() {
      return to.build();
    }
  }
}
