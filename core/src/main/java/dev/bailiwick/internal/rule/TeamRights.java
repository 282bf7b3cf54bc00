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
 * What the actor may do to a team that they can see.
 *
 * @param team the team
 * @param permissions what they have on it
 * @param seat their own seat in it
 */
public record TeamRights(Team team, PermissionSet permissions, Optional<Seat> seat) {
  /**
   * The rights on a team.
   *
   * @throws NoSuchTeam if there is none, or they cannot see it
   */
  public static TeamRights of(Caller caller, TeamId id) {
    return caller
        .view()
        .teams()
        .find(id)
        .flatMap(team -> find(caller, team))
        .orElseThrow(() -> new NoSuchTeam(id));
  }

  /** The rights on a team that is there; empty if they cannot see it. */
  public static Optional<TeamRights> find(Caller caller, Team team) {
    PermissionSet permissions = caller.administrativePermissions(team.tenant(), team.id());
    if (permissions.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TeamRights(
            team,
            permissions,
            caller.userId().flatMap(me -> caller.view().teams().seat(team.id(), me))));
  }

  /** The actor's own seat where it counts, even if a denial hides the team from them. */
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

  /** Whether the actor is an admin of the team, or may manage it. */
  public boolean mayEdit() {
    return seat.map(Seat::admin).orElse(false) || permissions.contains(Permission.MANAGE);
  }
}
