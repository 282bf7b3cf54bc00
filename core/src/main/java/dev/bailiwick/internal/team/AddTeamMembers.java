package dev.bailiwick.internal.team;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.MemberOutcomes;
import dev.bailiwick.internal.rule.TeamNeed;
import dev.bailiwick.internal.rule.TeamRights;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.NewMember;
import java.util.List;

/**
 * Adds users to a team and updates the admin flag of existing members where the call sets it.
 *
 * @param skips whether persons who cannot be members are skipped; otherwise the call is refused
 */
public record AddTeamMembers(TeamId team, ImmutableList<NewMember> members, boolean skips)
    implements Command<TeamSeating, Written<ImmutableList<MemberOutcome>>> {

  @Override
  public Event event() {
    return Event.TEAM_ADD_MEMBERS;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(edit());
  }

  private TeamNeed edit() {
    return new TeamNeed(team, TeamNeed.Right.EDIT);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("team", team).each("member", members, MemberLookup::describe);
    MemberLookup.describeSkip(digest, skips);
  }

  @Override
  public StoredResult<Written<ImmutableList<MemberOutcome>>> result() {
    return MemberOutcomes.result(members, caller -> TeamRights.of(caller, team));
  }

  @Override
  public Plan<TeamSeating> plan(Caller caller) {
    TeamSeating.announce(caller, members);
    Team found = caller.require(edit()).team();
    TeamSeating seating =
        skips
            ? TeamSeating.ofReachable(caller, found, members)
            : TeamSeating.of(caller, found, members);
    return seating.planned();
  }

  @Override
  public Written<ImmutableList<MemberOutcome>> apply(Change change, TeamSeating seating) {
    seating.apply(change, List.of());
    return change.written(seating.outcomes(change, members, List.of()));
  }
}
