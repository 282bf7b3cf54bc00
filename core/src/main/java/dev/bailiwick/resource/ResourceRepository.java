package dev.bailiwick.resource;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Slice;
import java.util.Optional;

/** The registered resources of a store. */
public interface ResourceRepository {
  /** The resource of this tenant with this id. */
  Optional<Resource> find(Tenant tenant, ResourceId id);

  /** The resources whose parent this is, by ascending id. */
  ImmutableList<Resource> children(Tenant tenant, ResourceId parent, Slice<ResourceId> slice);

  /** The resources of the tenant that a user owns, by ascending id. */
  ImmutableList<Resource> ownedBy(Tenant tenant, UserId owner, Slice<ResourceId> slice);

  /** The resources of a tenant, by ascending id. */
  ImmutableList<Resource> list(Tenant tenant, Slice<ResourceId> slice);

  /** Writes, in a transaction that holds the tenant's lock. */
  interface Writer extends ResourceRepository {
    /** Stores a resource, in place of the one of the same tenant with the same id. */
    void save(Resource resource);

    /** Removes a resource that has no children and no grants any more. */
    void delete(Resource resource);
  }
}
