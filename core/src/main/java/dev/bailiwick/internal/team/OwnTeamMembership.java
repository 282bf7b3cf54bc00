package dev.bailiwick.internal.team;

import dev.bailiwick.id.TeamId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.TeamRights;
import dev.bailiwick.team.NoSuchTeam;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import java.util.Optional;

/** The actor's own membership of a team, which the actor may always end. */
record OwnTeamMembership(TeamId team) implements Need<TeamLeaving> {
  /**
   * Finds the membership, even if a denial hides the team. Returns no membership if the actor can
   * see the team and is not a member.
   */
  @Override
  public TeamLeaving check(Caller caller) {
    Team found = caller.view().teams().find(team).orElseThrow(() -> new NoSuchTeam(team));
    Optional<Seat> seat = TeamRights.ownSeat(caller, found);
    if (seat.isEmpty()) {
      TeamRights.of(caller, team);
    }
    caller.requireOpen(found.tenant());
    return new TeamLeaving(found, seat.stream().toList());
  }
}
