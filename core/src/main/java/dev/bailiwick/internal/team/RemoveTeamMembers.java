package dev.bailiwick.internal.team;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.TeamNeed;
import dev.bailiwick.internal.rule.TeamRights;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.ResultReader;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.NewMember;
import java.util.List;

/** Removes members from a team, by id or address. Skips users without a membership of the team. */
public record RemoveTeamMembers(TeamId team, ImmutableList<NewMember> members)
    implements Command<TeamLeaving, Written<ImmutableList<UserId>>> {
  /** Refuses a list that is too long. */
  public RemoveTeamMembers {
    MemberLookup.checkSize(members.size());
  }

  @Override
  public Event event() {
    return Event.TEAM_REMOVE_MEMBERS;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(manage(), ownMembership());
  }

  private TeamNeed manage() {
    return new TeamNeed(team, TeamNeed.Right.MANAGE);
  }

  private OwnTeamMembership ownMembership() {
    return new OwnTeamMembership(team);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("team", team).each("member", members, MemberLookup::describe);
  }

  @Override
  public StoredResult<Written<ImmutableList<UserId>>> result() {
    return new StoredResult<ImmutableList<UserId>>(
            (out, users) -> out.list(users, (to, user) -> to.number(user.value())),
            (caller, in) -> {
              TeamRights.of(caller, team);
              return in.list(ResultReader::user);
            })
        .withRevision();
  }

  @Override
  public Plan<TeamLeaving> plan(Caller caller) {
    TeamSeating.announce(caller, members);
    Team found = TeamRights.of(caller, team).team();
    List<Seat> leaving =
        MemberLookup.named(caller.view(), found, members).stream()
            .flatMap(user -> caller.view().teams().seat(team, user).stream())
            .toList();
    boolean onlySelf =
        !leaving.isEmpty() && leaving.stream().allMatch(seat -> caller.is(seat.user()));
    if (onlySelf) {
      caller.require(ownMembership());
    } else {
      caller.require(manage());
    }
    return Plan.of(found.tenant(), new TeamLeaving(found, leaving));
  }

  @Override
  public Written<ImmutableList<UserId>> apply(Change change, TeamLeaving leaving) {
    leaving.apply(change);
    return change.written(
        leaving.seats().stream().map(Seat::user).collect(ImmutableList.toImmutableList()));
  }
}
