package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;

/**
 * The candidates for the lookups. A store names candidates, and the interpreter decides about each
 * of them: a candidate too many costs time, a missing candidate loses an answer. A team of the
 * tenant counts as a resource with an owner. The org that is the tenant counts as a resource that
 * concerns every member.
 */
public interface CandidateRepository {
  /**
   * Returns the resources of a type that may concern a user, by ascending id. They include at least
   * every resource that has a grant for one of the accessors or is owned by the user, and all
   * registered resources below such a resource. The default implementation returns all resources of
   * the type that are known in the tenant.
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
   * Returns all resources of a type that are known in the tenant, by ascending id: the registered
   * resources, the resources that have a grant, the teams of the tenant, and the org itself.
   */
  ImmutableList<ResourceId> resources(Tenant tenant, String type, Slice<ResourceId> slice);

  /**
   * Returns the users that a grant on one of these resources may reach, by ascending id. They
   * include at least the following users; other users may be included.
   *
   * <ul>
   *   <li>each user that is the accessor of a grant on one of the resources;
   *   <li>the members of a team that is such an accessor, and the members of its descendants;
   *   <li>the members of an org that is such an accessor;
   *   <li>the owner of each registered resource;
   *   <li>for a resource that is a team: its owner, its members, and the members of its
   *       descendants;
   *   <li>for a resource that is the org of the tenant: the members of the org.
   * </ul>
   *
   * <p>A user that only a grant to everyone reaches is not returned.
   */
  ImmutableList<UserId> subjects(
      Tenant tenant, ImmutableList<ResourceId> resources, Slice<UserId> slice);
}
