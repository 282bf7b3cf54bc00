package dev.bailiwick.access;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Slice;

/**
 * Where the lookups look. A store names candidates, and the interpreter decides about each: to name
 * too many costs time, to name too few loses answers.
 */
public interface CandidateRepository {
  /**
   * Resources of a type that a person may have something to do with, by ascending id: at least
   * those that have a grant for one of the accessors or are owned by the person, and all registered
   * ones below such a resource.
   */
  ImmutableList<ResourceId> resources(
      Tenant tenant,
      String type,
      ImmutableSet<Accessor> accessors,
      UserId owner,
      Slice<ResourceId> slice);

  /**
   * All resources of a type that the tenant is known to have, by ascending id: the registered ones,
   * and those that have a grant.
   */
  ImmutableList<ResourceId> resources(Tenant tenant, String type, Slice<ResourceId> slice);

  /**
   * People whom a grant on one of these resources may reach, by ascending id: at least every user
   * who is an accessor of one, has a seat in a team that is one or in a descendant of such a team,
   * or has a membership in an org that is one; and the owners of those that are registered.
   * Everyone is not spelled out.
   */
  ImmutableList<UserId> subjects(
      Tenant tenant, ImmutableList<ResourceId> resources, Slice<UserId> slice);
}
