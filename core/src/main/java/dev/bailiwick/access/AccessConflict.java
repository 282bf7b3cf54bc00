package dev.bailiwick.access;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;

/**
 * A difference between the roles that a user received directly and the roles that the user received
 * through teams. It is resolved by union: the user has both.
 *
 * @param own the roles granted to the user
 * @param throughTeams the roles granted to the user's teams
 * @param union the permissions of all these roles together; denials are not applied
 */
public record AccessConflict(
    ImmutableSet<Role> own, ImmutableSet<Role> throughTeams, ImmutableSet<Permission> union) {
  /** Refuses a null. */
  public AccessConflict {
    given(own, "conflict.own");
    given(throughTeams, "conflict.through_teams");
    given(union, "conflict.union");
  }
}
