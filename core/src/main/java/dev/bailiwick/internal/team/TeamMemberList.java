package dev.bailiwick.internal.team;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.TeamRights;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamMember;
import dev.bailiwick.user.User;
import java.util.List;
import java.util.Optional;

/** The list of a team's members, in the form that the actor may see. */
public final class TeamMemberList {
  private TeamMemberList() {}

  /** The members of a team that the actor can see, by ascending user id. */
  public static ImmutableList<TeamMember> of(Caller caller, TeamId team) {
    return of(caller, TeamRights.of(caller, team).team());
  }

  /**
   * Returns the members. The name and address of a member are left out if the actor may not see
   * them.
   */
  static ImmutableList<TeamMember> of(Caller caller, Team team) {
    List<Seat> seats = StoredLists.seats(caller.view(), team.id()).toList();
    ImmutableMap<UserId, User> users =
        caller.view().users().findAll(seats.stream().map(Seat::user).toList());
    // Each member of an org's team is a member of the org.
    boolean knowsAll = caller.isMember(team.tenant());
    return seats.stream()
        .map(
            seat -> {
              User user = requireNonNull(users.get(seat.user()));
              return knowsAll || caller.knows(user.id())
                  ? new TeamMember(user.id(), user.fullName(), user.email(), seat.admin())
                  : new TeamMember(user.id(), "", Optional.empty(), seat.admin());
            })
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The result of a change of a team's members. It stores no names: a retry reads the list again.
   */
  static StoredResult<Written<ImmutableList<TeamMember>>> result(TeamId team) {
    return new StoredResult<ImmutableList<TeamMember>>(
            (out, members) -> {}, (caller, in) -> of(caller, team))
        .withRevision();
  }
}
