package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.resource.Resource;
import java.util.Collection;
import java.util.Optional;

/** The registered resources of a store. */
public interface ResourceRepository {
  /** The registered resource of this tenant with this id. */
  Optional<Resource> find(Tenant tenant, ResourceId id);

  /**
   * Returns the registered resources of this tenant with these ids, by id. Ids that are not
   * registered are left out. A store for which round trips are expensive overrides this, and reads
   * all of them in one request.
   */
  default ImmutableMap<ResourceId, Resource> findAll(Tenant tenant, Collection<ResourceId> ids) {
    return ImmutableSet.copyOf(ids).stream()
        .flatMap(id -> find(tenant, id).stream())
        .collect(ImmutableMap.toImmutableMap(Resource::id, resource -> resource));
  }

  /**
   * Returns the children of a resource, by ascending id. The default implementation searches all
   * resources of the tenant.
   */
  default ImmutableList<Resource> children(
      Tenant tenant, ResourceId parent, Slice<ResourceId> slice) {
    return Slices.after(slice, rest -> list(tenant, rest), Resource::id)
        .filter(resource -> resource.parent().filter(parent::equals).isPresent())
        .limit(slice.limit())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Returns the resources of the tenant that a user owns, by ascending id. The default
   * implementation searches all resources of the tenant.
   */
  default ImmutableList<Resource> ownedBy(Tenant tenant, UserId owner, Slice<ResourceId> slice) {
    return Slices.after(slice, rest -> list(tenant, rest), Resource::id)
        .filter(resource -> resource.owner().equals(owner))
        .limit(slice.limit())
        .collect(ImmutableList.toImmutableList());
  }

  /** The resources of a tenant, by ascending id. */
  ImmutableList<Resource> list(Tenant tenant, Slice<ResourceId> slice);

  /** The writes, in a transaction that holds the tenant's lock. */
  interface Writer extends ResourceRepository {
    /** Stores a resource. Replaces the resource of the same tenant with the same id. */
    void save(Resource resource);

    /**
     * Stores resources in their order, each in the same way as {@link #save}. A store for which
     * round trips are expensive overrides this.
     */
    default void saveAll(Collection<Resource> resources) {
      resources.forEach(this::save);
    }

    /** Deletes a resource that no longer has any children or grants. */
    void delete(Resource resource);
  }
}
