package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamConflict;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.util.Collection;
import java.util.Optional;

/** The teams of a store and their members. */
public interface TeamRepository {
  /** The team with this id. */
  Optional<Team> find(TeamId id);

  /**
   * Returns the teams with these ids, by id. Ids without a team are left out. A store for which
   * round trips are expensive overrides this, and reads all of them in one request.
   */
  default ImmutableMap<TeamId, Team> findAll(Collection<TeamId> ids) {
    return ImmutableSet.copyOf(ids).stream()
        .flatMap(id -> find(id).stream())
        .collect(ImmutableMap.toImmutableMap(Team::id, team -> team));
  }

  /**
   * The team of the tenant with this {@linkplain dev.bailiwick.id.Text#canonical canonical name}.
   */
  Optional<Team> find(Tenant tenant, String canonicalName);

  /**
   * Returns the teams of the tenant that have these canonical names, by canonical name; a name that
   * no team has is left out. A store for which round trips are expensive overrides this, and reads
   * all of them in one request.
   */
  default ImmutableMap<String, Team> findByName(Tenant tenant, Collection<String> canonicalNames) {
    ImmutableMap.Builder<String, Team> found = ImmutableMap.builder();
    for (String name : ImmutableSet.copyOf(canonicalNames)) {
      find(tenant, name).ifPresent(team -> found.put(name, team));
    }
    return found.buildOrThrow();
  }

  /** The teams of a tenant, by ascending id. */
  ImmutableList<Team> list(Tenant tenant, Slice<TeamId> slice);

  /**
   * Returns the teams of a tenant that a user owns, by ascending id. The default implementation
   * searches all teams of the tenant.
   */
  default ImmutableList<Team> ownedBy(Tenant tenant, UserId owner, Slice<TeamId> slice) {
    return Slices.after(slice, rest -> list(tenant, rest), Team::id)
        .filter(team -> team.owner().equals(owner))
        .limit(slice.limit())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Returns the children of a team, by ascending id. The default implementation searches all teams
   * of its tenant.
   */
  default ImmutableList<Team> children(TeamId parent, Slice<TeamId> slice) {
    return find(parent).stream()
        .flatMap(top -> Slices.after(slice, rest -> list(top.tenant(), rest), Team::id))
        .filter(team -> team.parents().contains(parent))
        .limit(slice.limit())
        .collect(ImmutableList.toImmutableList());
  }

  /** The membership of a user in a team. */
  Optional<Seat> seat(TeamId team, UserId user);

  /**
   * Returns the members of a team that these addresses name, by address: a member has the address
   * as its verified address. Addresses without a member are left out. A store for which round trips
   * are expensive overrides this; the number of its requests must not depend on the accounts
   * outside the team.
   */
  ImmutableMap<Email, User> named(TeamId team, Collection<Email> emails);

  /** The memberships of a team itself, not of its children, by ascending user id. */
  ImmutableList<Seat> seats(TeamId team, Slice<UserId> slice);

  /** The memberships of a user in the teams of one tenant, by ascending team id. */
  ImmutableList<Seat> seatsOf(UserId user, Tenant tenant, Slice<TeamId> slice);

  /** The persons in whose own teams, outside orgs, a user is a member, by ascending id. */
  ImmutableList<UserId> personsSeating(UserId user, Slice<UserId> slice);

  /** The writes, in a transaction that holds the tenant's lock. */
  interface Writer extends TeamRepository {
    /**
     * Stores a team. Replaces the team with the same id.
     *
     * @throws TeamConflict if another team of the tenant has the same canonical name
     */
    void save(Team team);

    /** Deletes a team that no longer has any members, children or grants. */
    void delete(Team team);

    /** Stores a membership. Replaces the membership of the same user in the same team. */
    void save(Seat seat);

    /** Deletes a membership. */
    void delete(Seat seat);
  }
}
