package dev.bailiwick.internal.team;

import dev.bailiwick.id.TeamId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.TeamRights;
import dev.bailiwick.team.Team;

/**
 * The right to take a team out of a parent: control of the team, or of the parent.
 *
 * @param team the team
 * @param parent the parent
 */
record ChildTeam(TeamId team, TeamId parent) implements Need<Team> {
  @Override
  public Team check(Caller caller) {
    TeamRights rights = TeamRights.of(caller, team);
    if (!rights.mayTakeOutOf(caller, parent)) {
      throw caller.refused("manage on the team, or on the parent that it is part of");
    }
    return rights.team();
  }
}
