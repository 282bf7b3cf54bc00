package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import java.util.Collection;
import java.util.Optional;

/** The orgs of a store with their members and roles, tombstones of deleted orgs included. */
public interface OrgRepository {
  /** The org with this id. */
  Optional<Org> find(OrgId id);

  /** The org that the host knows under this key; never a deleted one. */
  Optional<Org> find(String externalKey);

  /** Every org, by ascending id. */
  ImmutableList<Org> list(Slice<OrgId> slice);

  /** A person's place in an org. */
  Optional<Membership> membership(OrgId org, UserId user);

  /**
   * The places of these people in an org, by person; who has none is left out. A store that pays
   * for round trips overrides this, and fetches them in one.
   */
  default ImmutableMap<UserId, Membership> memberships(OrgId org, Collection<UserId> users) {
    return ImmutableSet.copyOf(users).stream()
        .flatMap(user -> membership(org, user).stream())
        .collect(ImmutableMap.toImmutableMap(Membership::user, place -> place));
  }

  /** The members of an org, by ascending user id. */
  ImmutableList<Membership> members(OrgId org, Slice<UserId> slice);

  /** The orgs in which a person has a place, by ascending org id. */
  ImmutableList<Membership> memberships(UserId user, Slice<OrgId> slice);

  /** What a role of an org's own permits; looked for among its roles, if it is not overridden. */
  default Optional<RoleDefinition> role(OrgId org, Role role) {
    return Slices.all(slice -> roles(org, slice), RoleDefinition::role)
        .filter(found -> found.role().equals(role))
        .findFirst();
  }

  /** The roles of an org's own, by name. */
  ImmutableList<RoleDefinition> roles(OrgId org, Slice<Role> slice);

  /**
   * Writes, in a transaction that holds the org's lock, and for a membership the person's too;
   * those that the transaction has made itself are free.
   */
  interface Writer extends OrgRepository {
    /**
     * Stores an org, in place of the one with the same id.
     *
     * @throws OrgConflict if another org that is not deleted has the external key; at the latest
     *     when the transaction commits
     */
    void save(Org org);

    /** Stores a membership, in place of the one of the same person in the same org. */
    void save(Membership membership);

    /** Removes a membership, and nothing that hangs on it. */
    void delete(Membership membership);

    /** Stores a role, in place of the one of the same name in the same org. */
    void save(RoleDefinition role);

    /** Removes a role. */
    void delete(RoleDefinition role);
  }
}
