package dev.bailiwick.access;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;

/**
 * What comes to somebody by themselves and what comes through their teams is not the same. It is
 * resolved by union: they have both.
 *
 * @param own the roles granted to the person
 * @param throughTeams the roles granted to their teams
 * @param union what both permit together, denials aside
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
