package dev.bailiwick.internal.team;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.team.Team;

/** Takes a team out of a parent. Changes nothing if the team is not part of that parent. */
public record UnnestTeam(TeamId team, TeamId parent) implements Command<Team, Team> {
  @Override
  public Event event() {
    return Event.TEAM_UNNEST;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new ChildTeam(team, parent));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("team", team).accessor("parent", parent);
  }

  @Override
  public StoredResult<Team> result() {
    return TeamRules.RESULT;
  }

  @Override
  public Plan<Team> plan(Caller caller) {
    Team found = caller.require(new ChildTeam(team, parent));
    return Plan.of(found.tenant(), found);
  }

  @Override
  public Team apply(Change change, Team found) {
    return change.update(found, found.parents().contains(parent) ? found.withoutParent() : found);
  }
}
