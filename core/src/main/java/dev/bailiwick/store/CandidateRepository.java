package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;

/**
 * Where the lookups look. A store names candidates, and the interpreter decides about each: to name
 * too many costs time, to name too few loses answers. A team of the tenant counts as a resource
 * with an owner, and so does the org that is the tenant, as one that every member has to do with.
 */
public interface CandidateRepository {
  /**
   * Resources of a type that a person may have something to do with, by ascending id: at least
   * those that have a grant for one of the accessors or are owned by the person, and all registered
   * ones below such a resource. Where a store does not override this, all that the tenant is known
   * to have.
   */
  default ImmutableList<ResourceId> resources(
      Tenant tenant,
      String type,
      ImmutableSet<Accessor> accessors,
      UserId owner,
      Slice<ResourceId> slice) {
    return resources(tenant, type, slice);
  }

  /**
   * All resources of a type that the tenant is known to have, by ascending id: the registered ones,
   * those that have a grant, its teams, and the org itself.
   */
  ImmutableList<ResourceId> resources(Tenant tenant, String type, Slice<ResourceId> slice);

  /**
   * People whom a grant on one of these resources may reach, by ascending id: at least every user
   * who is an accessor of one, has a seat in a team that is one or in a descendant of such a team,
   * or has a membership in an org that is one; the owners of those that are registered; the owner
   * and the members of those that are teams, as of teams that have a grant; the members of the org
   * if it is among them. Whom nothing but a grant to everyone reaches is not named.
   */
  ImmutableList<UserId> subjects(
      Tenant tenant, ImmutableList<ResourceId> resources, Slice<UserId> slice);
}
