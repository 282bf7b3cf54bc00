package dev.bailiwick.internal.team;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.MemberOutcomes;
import dev.bailiwick.internal.rule.NamedMembers;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.MemberOutcome;
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
 * @param inactive the users to whom a membership gives no rights at present
 * @param named the same users, and the persons that the command skips or invites
 */
record TeamSeating(
    Team team,
    ImmutableMap<UserId, NewMember> members,
    ImmutableMap<UserId, Seat> before,
    ImmutableSet<UserId> inactive,
    NamedMembers named) {
  /** The memberships of a new team. */
  static TeamSeating ofNew(Team team, NamedMembers named) {
    return new TeamSeating(team, named.found(), ImmutableMap.of(), ImmutableSet.of(), named);
  }

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
   * @throws dev.bailiwick.org.NoSuchMember for all persons who cannot be members of the team
   */
  static TeamSeating of(Caller caller, Team team, Collection<NewMember> members) {
    TeamSeating seating = ofReachable(caller, team, members);
    NoSuchMember.refuse(seating.named().unreachable());
    return seating;
  }

  /** As {@link #of}, without the persons who cannot be members of the team. */
  static TeamSeating ofReachable(Caller caller, Team team, Collection<NewMember> members) {
    View view = caller.view();
    NamedMembers named = MemberLookup.of(caller, team.tenant(), Optional.of(team.id()), members);
    ImmutableSet<UserId> users = named.found().keySet();
    return new TeamSeating(
        team,
        named.found(),
        users.stream()
            .flatMap(user -> view.teams().seat(team.id(), user).stream())
            .collect(ImmutableMap.toImmutableMap(Seat::user, seat -> seat)),
        MemberLookup.inactive(view, team.tenant(), users),
        named);
  }

  /** Returns the same memberships of a team that was updated. */
  TeamSeating in(Team updated) {
    return new TeamSeating(updated, members, before, inactive, named);
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
    for (UserId user : members.keySet()) {
      changed |= change.save(team.tenant(), stored(user), saved(user));
    }
    return changed ? change.touch(team) : team;
  }

  private Optional<Seat> stored(UserId user) {
    return Optional.ofNullable(before.get(user));
  }

  private Seat saved(UserId user) {
    Optional<Boolean> set = Optional.ofNullable(members.get(user)).flatMap(NewMember::admin);
    return new Seat(team.id(), user, set.orElse(stored(user).map(Seat::admin).orElse(false)));
  }

  /** Invites the persons who are asked to join a new team. */
  void invite(Change change) {
    new MemberOutcomes(List.of()).invite(change, team.tenant(), named.invitations(team.id()));
  }

  /**
   * Invites the persons who are asked. Returns the outcome for each person that the call names, and
   * for each membership that leaves.
   *
   * @param list the list of the call
   */
  ImmutableList<MemberOutcome> outcomes(Change change, List<NewMember> list, List<Seat> leaving) {
    MemberOutcomes outcomes = new MemberOutcomes(list);
    members.forEach(
        (user, member) ->
            outcomes.member(
                member,
                user,
                stored(user).isPresent(),
                !stored(user).equals(Optional.of(saved(user))),
                inactive.contains(user)));
    outcomes.invite(change, team.tenant(), named.invitations(team.id()));
    outcomes.unreachable(named.unreachable());
    leaving.forEach(seat -> outcomes.removed(seat.user()));
    return outcomes.all();
  }
}
