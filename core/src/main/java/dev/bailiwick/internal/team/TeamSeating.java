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
 * The memberships that a command saves in one team: it adds the given users, and updates the admin
 * flag of existing members.
 *
 * @param team the team
 * @param members the users to add or update, each with the admin flag that the command sets, if any
 * @param before the stored memberships of these users, by user; a user without a membership has no
 *     entry
 */
record TeamSeating(
    Team team, ImmutableMap<UserId, NewMember> members, ImmutableMap<UserId, Seat> before) {

  /**
   * Announces the reads about these users, so that a store can send them as one statement. Reads
   * nothing for an actor that names no org.
   */
  static void announce(Caller caller, Collection<NewMember> members) {
    caller.actor().org().ifPresent(org -> MemberLookup.expect(caller.view(), org, members));
  }

  /**
   * Finds the users that the list names, and their stored memberships of the team.
   *
   * @throws dev.bailiwick.org.NoSuchMember for the first user who cannot be a member of the team
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

  /** Returns the plan for an existing team. */
  Plan<TeamSeating> planned() {
    return plan(team.tenant(), members, this);
  }

  /**
   * Returns the plan of a command that makes these users members of a team in this tenant. For a
   * team of an org, the lock of the org is enough: no member of the org can be erased without it.
   * For a team of a person, each of the users is locked too, because a user can be erased without
   * the lock of that person.
   *
   * @param found the things that the plan passes to the change
   */
  static <P> Plan<P> plan(Tenant tenant, ImmutableMap<UserId, NewMember> members, P found) {
    return tenant instanceof OrgId
        ? Plan.of(tenant, found)
        : Plan.of(tenant, members.keySet(), found);
  }

  /**
   * Deletes the memberships that leave, then saves the given ones. If any of them changed, this is
   * recorded on the team, once. Returns the team with its new version.
   *
   * @param leaving the memberships to delete
   */
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
