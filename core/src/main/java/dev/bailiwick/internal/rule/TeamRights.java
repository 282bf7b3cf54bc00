package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.team.NoSuchTeam;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import java.util.Optional;

/**
 * The rights of the actor on a team that the actor can see: a team on which the actor has a
 * permission, or whose parent the actor controls.
 *
 * @param team the team
 * @param permissions the actor's permissions on the team; none if only its parent shows it
 * @param seat the actor's own membership of the team; empty without a permission
 */
public record TeamRights(Team team, PermissionSet permissions, Optional<Seat> seat) {
  /**
   * Returns the actor's rights on a team.
   *
   * @throws NoSuchTeam if the team does not exist, or the actor cannot see it
   */
  public static TeamRights of(Caller caller, TeamId id) {
    return caller
        .view()
        .teams()
        .find(id)
        .flatMap(team -> find(caller, team))
        .orElseThrow(() -> new NoSuchTeam(id));
  }

  /** Returns the actor's rights on an existing team; empty if the actor cannot see it. */
  public static Optional<TeamRights> find(Caller caller, Team team) {
    PermissionSet permissions = caller.administrativePermissions(team.tenant(), team.id());
    if (permissions.isEmpty()) {
      return controlsAParent(caller, team)
          ? Optional.of(new TeamRights(team, permissions, Optional.empty()))
          : Optional.empty();
    }
    return Optional.of(
        new TeamRights(
            team,
            permissions,
            caller.userId().flatMap(me -> caller.view().teams().seat(team.id(), me))));
  }

  private static boolean controlsAParent(Caller caller, Team team) {
    return team.parents().stream()
        .anyMatch(
            parent ->
                caller
                    .administrativePermissions(team.tenant(), parent)
                    .contains(Permission.MANAGE));
  }

  /** Whether the actor controls the team, or a parent of which it is part. */
  public boolean mayTakeOutOf(Caller caller, TeamId parent) {
    return permissions.contains(Permission.MANAGE)
        || (team.parents().contains(parent) && controlsAParent(caller, team));
  }

  /**
   * Returns the actor's own membership of the team, if it is in force, even if a denial hides the
   * team from the actor.
   */
  public static Optional<Seat> ownSeat(Caller caller, Team team) {
    Tenant tenant = team.tenant();
    return caller
        .userId()
        .filter(me -> !caller.outsideSession(tenant))
        .filter(
            me ->
                caller
                    .interpreter(tenant, ImmutableSet.of(me), ImmutableSet.of(team.id()))
                    .accessors(me, tenant)
                    .contains(team.id()))
        .flatMap(me -> caller.view().teams().seat(team.id(), me));
  }

  /**
   * Whether the actor may edit the team: as an admin of the team, or by the permission to manage
   * it.
   */
  public boolean mayEdit() {
    return seat.map(Seat::admin).orElse(false) || permissions.contains(Permission.MANAGE);
  }
}
