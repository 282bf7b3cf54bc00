package dev.bailiwick.internal.team;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.TeamNeed;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamConflict;

/** Makes another active member of the org the owner of a team. */
public record TransferTeamOwnership(TeamId team, UserId owner) implements Command<Team, Team> {
  @Override
  public Event event() {
    return Event.TEAM_TRANSFER_OWNERSHIP;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(give());
  }

  private TeamNeed give() {
    return new TeamNeed(team, TeamNeed.Right.GIVE);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("team", team).accessor("owner", owner);
  }

  @Override
  public StoredResult<Team> result() {
    return TeamRules.RESULT;
  }

  @Override
  public Plan<Team> plan(Caller caller) {
    Team found = caller.require(give()).team();
    Kinds.match(
        found.tenant(),
        person -> {
          throw new TeamConflict(TeamConflict.Rule.STANDS_ALONE);
        },
        org -> MemberLookup.heir(caller.view(), org, owner));
    return Plan.of(found.tenant(), found);
  }

  @Override
  public Team apply(Change change, Team found) {
    return change.update(found, found.withOwner(owner));
  }
}
