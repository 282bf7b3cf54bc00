package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** The orgs of a store with their members and roles, tombstones of deleted orgs included. */
public interface OrgRepository {
  /** The org with this id. */
  Optional<Org> find(OrgId id);

  /**
   * The extent to which an org is suspended; empty if it is not suspended, or does not exist. A
   * store that has read this fact with others overrides this.
   */
  default Optional<Suspension> suspension(OrgId id) {
    return find(id).flatMap(Org::suspension);
  }

  /** The org that has this external key of the host; never a deleted org. */
  Optional<Org> find(String externalKey);

  /** Every org, by ascending id. */
  ImmutableList<Org> list(Slice<OrgId> slice);

  /** The membership of a user in an org, active or not. */
  Optional<Membership> membership(OrgId org, UserId user);

  /**
   * Returns the memberships of these users in an org, by user. Users without a membership are left
   * out. A store for which round trips are expensive overrides this, and reads all of them in one
   * request.
   */
  default ImmutableMap<UserId, Membership> memberships(OrgId org, Collection<UserId> users) {
    return ImmutableSet.copyOf(users).stream()
        .flatMap(user -> membership(org, user).stream())
        .collect(ImmutableMap.toImmutableMap(Membership::user, place -> place));
  }

  /**
   * Returns the members of an org that these addresses name, by address: the member that has the
   * address as its verified address, otherwise the unclaimed account that the org made for it.
   * Addresses without a member are left out. A store for which round trips are expensive overrides
   * this; the number of its requests must not depend on the accounts outside the org.
   */
  ImmutableMap<Email, User> named(OrgId org, Collection<Email> emails);

  /**
   * Returns the latest instant at which one of these marks was added to the bars of an org; empty
   * if none of them is there.
   */
  Optional<Instant> barredAt(OrgId org, Collection<String> marks);

  /** The members of an org, by ascending user id. */
  ImmutableList<Membership> members(OrgId org, Slice<UserId> slice);

  /** The memberships of a user in all orgs, by ascending org id. */
  ImmutableList<Membership> memberships(UserId user, Slice<OrgId> slice);

  /**
   * Returns the orgs whose ownership is offered to a user, by ascending id. The default
   * implementation searches the orgs of the user.
   */
  default ImmutableList<OrgId> offeredTo(UserId user, Slice<OrgId> slice) {
    return Slices.after(slice, rest -> memberships(user, rest), Membership::org)
        .flatMap(place -> find(place.org()).stream())
        .filter(org -> org.ownershipOffer().filter(o -> o.candidate().equals(user)).isPresent())
        .map(Org::id)
        .limit(slice.limit())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Returns the definition of a role of an org. The default implementation searches all roles of
   * the org.
   */
  default Optional<RoleDefinition> role(OrgId org, Role role) {
    return Slices.all(slice -> roles(org, slice), RoleDefinition::role)
        .filter(found -> found.role().equals(role))
        .findFirst();
  }

  /** The roles that an org defined for itself, by name. */
  ImmutableList<RoleDefinition> roles(OrgId org, Slice<Role> slice);

  /**
   * The writes, in a transaction that holds the org's lock, and for a membership also the user's.
   * An org or user that this transaction has created needs no lock.
   */
  interface Writer extends OrgRepository {
    /**
     * Stores an org. Replaces the org with the same id.
     *
     * @throws OrgConflict if another org that is not deleted has the external key; at the latest
     *     when the transaction commits
     */
    void save(Org org);

    /**
     * Stores a membership. Replaces the membership of the same user in the same org. Deletes the
     * user's request to join the org, if there is one.
     */
    void save(Membership membership);

    /**
     * Deletes a membership. The team memberships and grants of the user are not deleted with it.
     */
    void delete(Membership membership);

    /**
     * Adds a mark to the bars of an org: a keyed hash of a person who was removed. Replaces the
     * same mark.
     *
     * @param at the instant of the removal
     */
    void addBar(OrgId org, String mark, Instant at);

    /** Removes marks from the bars of an org. Marks that are not there are skipped. */
    void deleteBars(OrgId org, Collection<String> marks);

    /** Stores a role. Replaces the role with the same name in the same org. */
    void save(RoleDefinition role);

    /** Deletes a role. */
    void delete(RoleDefinition role);
  }
}
