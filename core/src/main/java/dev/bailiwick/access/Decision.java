package dev.bailiwick.access;

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

  /** Builds decisions. */
  class Builder extends ImmutableDecision.Builder {}
}
