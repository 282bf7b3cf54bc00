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
import java.util.Collection;
import java.util.Optional;

/** The teams of a store and the seats in them. */
public interface TeamRepository {
  /** The team with this id. */
  Optional<Team> find(TeamId id);

  /**
   * Those of the teams that exist, by id. A store that pays for round trips overrides this, and
   * fetches them in one.
   */
  default ImmutableMap<TeamId, Team> findAll(Collection<TeamId> ids) {
    return ImmutableSet.copyOf(ids).stream()
        .flatMap(id -> find(id).stream())
        .collect(ImmutableMap.toImmutableMap(Team::id, team -> team));
  }

  /** The team of the tenant whose {@linkplain dev.bailiwick.id.Text#canonical name} this is. */
  Optional<Team> find(Tenant tenant, String canonicalName);

  /**
   * The teams of the tenant that have these canonical names, by canonical name; a name that no team
   * has is left out. A store that pays for round trips overrides this, and fetches them in one.
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
   * The teams of a tenant that a user owns, by ascending id; looked for among all its teams, if it
   * is not overridden.
   */
  default ImmutableList<Team> ownedBy(Tenant tenant, UserId owner, Slice<TeamId> slice) {
    return Slices.after(slice, rest -> list(tenant, rest), Team::id)
        .filter(team -> team.owner().equals(owner))
        .limit(slice.limit())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The teams whose parent this is, by ascending id; looked for among all teams of its tenant, if
   * it is not overridden.
   */
  default ImmutableList<Team> children(TeamId parent, Slice<TeamId> slice) {
    return find(parent).stream()
        .flatMap(top -> Slices.after(slice, rest -> list(top.tenant(), rest), Team::id))
        .filter(team -> team.parents().contains(parent))
        .limit(slice.limit())
        .collect(ImmutableList.toImmutableList());
  }

  /** A person's place in a team. */
  Optional<Seat> seat(TeamId team, UserId user);

  /** The seats in a team itself, not in its children, by ascending user id. */
  ImmutableList<Seat> seats(TeamId team, Slice<UserId> slice);

  /** A person's seats in the teams of one tenant, by ascending team id. */
  ImmutableList<Seat> seatsOf(UserId user, Tenant tenant, Slice<TeamId> slice);

  /** The persons in whose stand-alone teams a user has a seat, by ascending id. */
  ImmutableList<UserId> personsSeating(UserId user, Slice<UserId> slice);

  /** Writes, in a transaction that holds the tenant's lock. */
  interface Writer extends TeamRepository {
    /**
     * Stores a team, in place of the one with the same id.
     *
     * @throws TeamConflict if another team of the tenant has the same canonical name
     */
    void save(Team team);

    /** Removes a team that has no seats, no children and no grants any more. */
    void delete(Team team);

    /** Stores a seat, in place of the one of the same person in the same team. */
    void save(Seat seat);

    /** Removes a seat. */
    void delete(Seat seat);
  }
}
