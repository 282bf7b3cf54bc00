package dev.bailiwick.internal.team;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.TeamRights;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamMember;
import dev.bailiwick.user.User;
import java.util.List;

/** The list of a team's members, in the form that the actor may see. */
public final class TeamMemberList {
  private TeamMemberList() {}

  /** Returns a page of the members of a team that the actor can see, by ascending user id. */
  public static Page<TeamMember> page(Caller caller, TeamId id, PageRequest request) {
    Team team = TeamRights.of(caller, id).team();
    Page<Seat> seats =
        new SignedPages(caller, request, caller.event(), id)
            .<UserId, Seat>page(
                after ->
                    Slices.after(
                        new Slice<>(after, Slice.<UserId>first().limit()),
                        slice -> caller.view().teams().seats(id, slice),
                        Seat::user),
                seat -> Long.toString(seat.user().value()),
                key -> new UserId(Long.parseLong(key)));
    return new Page<>(shown(caller, team, seats.items()), seats.next());
  }

  /** Returns the members, each with name and address only where the actor may see them. */
  private static ImmutableList<TeamMember> shown(Caller caller, Team team, List<Seat> seats) {
    View view = caller.view();
    ImmutableMap<UserId, User> users = view.users().findAll(Lists.transform(seats, Seat::user));
    ImmutableSet<UserId> inactive = MemberLookup.inactive(view, team.tenant(), users.keySet());
    // Each member of an org's team is a member of the org.
    boolean knowsAll = caller.isMember(team.tenant());
    return seats.stream()
        .map(
            seat -> {
              User user = requireNonNull(users.get(seat.user()));
              boolean active = !inactive.contains(user.id());
              return knowsAll || caller.knows(user.id())
                  ? TeamMember.of(seat, user, active)
                  : TeamMember.of(seat, active);
            })
        .collect(ImmutableList.toImmutableList());
  }
}
