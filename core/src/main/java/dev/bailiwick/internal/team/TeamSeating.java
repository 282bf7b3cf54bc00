package dev.bailiwick.internal.team;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.NewMember;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The members whom a command adds to a team, or whose admin flag it sets.
 *
 * @param team the team
 * @param members the users, each with the admin flag that the command sets, if it sets one
 * @param before the memberships that those of them have who are members already
 */
record TeamSeating(
    Team team, ImmutableMap<UserId, NewMember> members, ImmutableMap<UserId, Seat> before) {

  /** Announces the reads about these members, so that a store can send them as one statement. */
  static void announce(Caller caller, Collection<NewMember> members) {
    caller.actor().org().ifPresent(org -> MemberLookup.expect(caller.view(), org, members));
  }

  /**
   * Finds the users whom the list names, and their memberships of the team.
   *
   * @throws dev.bailiwick.org.NoSuchMember for the first who cannot be a member of the team
   */
  static TeamSeating of(Caller caller, Team team, Collection<NewMember> members) {
    ImmutableMap<UserId, NewMember> found = MemberLookup.of(caller.view(), team.tenant(), members);
    return new TeamSeating(
        team,
        found,
        found.keySet().stream()
            .flatMap(user -> caller.view().teams().seat(team.id(), user).stream())
            .collect(ImmutableMap.toImmutableMap(Seat::user, seat -> seat)));
  }

  /** Plans this for a team that exists. */
  Plan<TeamSeating> planned() {
    return plan(team.tenant(), members, this);
  }

  /**
   * Plans a change with these members. A member of an org's team cannot be erased without the org's
   * lock; a member of a person's team can, so that such members are locked too.
   */
  static <P> Plan<P> plan(Tenant tenant, ImmutableMap<UserId, NewMember> members, P found) {
    return tenant instanceof OrgId
        ? Plan.of(tenant, found)
        : Plan.of(tenant, members.keySet(), found);
  }

  /** Saves the memberships and deletes others; the team notes once that its members changed. */
  Team apply(Change change, List<Seat> leaving) {
    boolean changed = !leaving.isEmpty();
    leaving.forEach(seat -> change.delete(team.tenant(), seat));
    for (var member : members.entrySet()) {
      Optional<Seat> seat = Optional.ofNullable(before.get(member.getKey()));
      boolean admin = member.getValue().admin().orElse(seat.map(Seat::admin).orElse(false));
      changed |= change.save(team.tenant(), seat, new Seat(team.id(), member.getKey(), admin));
    }
    return changed ? change.touch(team) : team;
  }
}
