package dev.bailiwick.internal.team;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;

/** Ends the actor's own membership of a team. */
public record LeaveTeam(TeamId team) implements Command<TeamLeaving, Revision> {
  @Override
  public Event event() {
    return Event.TEAM_LEAVE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new OwnTeamMembership(team));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("team", team);
  }

  @Override
  public StoredResult<Revision> result() {
    return StoredResult.REVISION;
  }

  @Override
  public Plan<TeamLeaving> plan(Caller caller) {
    TeamLeaving leaving = caller.require(new OwnTeamMembership(team));
    return Plan.of(leaving.team().tenant(), leaving);
  }

  @Override
  public Revision apply(Change change, TeamLeaving leaving) {
    leaving.apply(change);
    return change.revision();
  }
}
