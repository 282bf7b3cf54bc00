package dev.bailiwick.internal.team;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.MemberOutcomes;
import dev.bailiwick.internal.rule.TeamNeed;
import dev.bailiwick.internal.rule.TeamRights;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.NewMember;
import java.util.List;

/**
 * Makes the given list the members of a team. The admins on the list become its only admins.
 *
 * @param members the members, each with an admin flag
 * @param skips whether persons who cannot be members are skipped; otherwise the call is refused
 */
public record ReplaceTeamMembers(TeamId team, ImmutableList<NewMember> members, boolean skips)
    implements Command<TeamSeating, Written<ImmutableList<MemberOutcome>>> {

  /** Gives each member an admin flag: without one in the call, a member is no admin. */
  public ReplaceTeamMembers {
    members =
        members.stream()
            .map(member -> member.withAdmin(member.admin().orElse(false)))
            .collect(ImmutableList.toImmutableList());
  }

  @Override
  public Event event() {
    return Event.TEAM_REPLACE_MEMBERS;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(manage());
  }

  private TeamNeed manage() {
    return new TeamNeed(team, TeamNeed.Right.MANAGE);
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
    Team found = caller.require(manage()).team();
    TeamSeating seating =
        skips
            ? TeamSeating.ofReachable(caller, found, members)
            : TeamSeating.of(caller, found, members);
    return seating.planned();
  }

  @Override
  public Written<ImmutableList<MemberOutcome>> apply(Change change, TeamSeating seating) {
    List<Seat> leaving =
        StoredLists.seats(change.view(), team)
            .filter(seat -> !seating.members().containsKey(seat.user()))
            .toList();
    seating.apply(change, leaving);
    return change.written(seating.outcomes(change, members, leaving));
  }
}
