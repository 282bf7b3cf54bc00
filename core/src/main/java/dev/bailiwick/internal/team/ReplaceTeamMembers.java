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
import dev.bailiwick.internal.rule.TeamNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.TeamMember;
import dev.bailiwick.user.NewMember;
import java.util.List;

/** Makes the given list the members of a team. The admins on the list become its only admins. */
public record ReplaceTeamMembers(TeamId team, ImmutableList<NewMember> members)
    implements Command<TeamSeating, Written<ImmutableList<TeamMember>>> {

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
  }

  @Override
  public StoredResult<Written<ImmutableList<TeamMember>>> result() {
    return TeamMemberList.result(team);
  }

  @Override
  public Plan<TeamSeating> plan(Caller caller) {
    TeamSeating.announce(caller, members);
    List<NewMember> exact =
        members.stream().map(m -> m.withAdmin(m.admin().orElse(false))).toList();
    return TeamSeating.of(caller, caller.require(manage()).team(), exact).planned();
  }

  @Override
  public Written<ImmutableList<TeamMember>> apply(Change change, TeamSeating seating) {
    List<Seat> leaving =
        StoredLists.seats(change.view(), team)
            .filter(seat -> !seating.members().containsKey(seat.user()))
            .toList();
    seating.apply(change, leaving);
    return change.written(TeamMemberList.of(change.caller(), seating.team()));
  }
}
