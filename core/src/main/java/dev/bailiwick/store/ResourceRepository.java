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
  /** The resource of this tenant with this id. */
  Optional<Resource> find(Tenant tenant, ResourceId id);

  /**
   * Those of these resources of the tenant that are registered, by id. A store that pays for round
   * trips overrides this, and fetches them in one.
   */
  default ImmutableMap<ResourceId, Resource> findAll(Tenant tenant, Collection<ResourceId> ids) {
    return ImmutableSet.copyOf(ids).stream()
        .flatMap(id -> find(tenant, id).stream())
        .collect(ImmutableMap.toImmutableMap(Resource::id, resource -> resource));
  }

  /**
   * The resources whose parent this is, by ascending id; looked for among all resources of the
   * tenant, if it is not overridden.
   */
  default ImmutableList<Resource> children(
      Tenant tenant, ResourceId parent, Slice<ResourceId> slice) {
    return Slices.after(slice, rest -> list(tenant, rest), Resource::id)
        .filter(resource -> resource.parent().filter(parent::equals).isPresent())
        .limit(slice.limit())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The resources of the tenant that a user owns, by ascending id; looked for among all resources
   * of the tenant, if it is not overridden.
   */
  default ImmutableList<Resource> ownedBy(Tenant tenant, UserId owner, Slice<ResourceId> slice) {
    return Slices.after(slice, rest -> list(tenant, rest), Resource::id)
        .filter(resource -> resource.owner().equals(owner))
        .limit(slice.limit())
        .collect(ImmutableList.toImmutableList());
  }

  /** The resources of a tenant, by ascending id. */
  ImmutableList<Resource> list(Tenant tenant, Slice<ResourceId> slice);

  /** Writes, in a transaction that holds the tenant's lock. */
  interface Writer extends ResourceRepository {
    /** Stores a resource, in place of the one of the same tenant with the same id. */
    void save(Resource resource);

    /**
     * Stores resources, each as {@link #save} does, in their order. A store that pays for round
     * trips overrides this.
     */
    default void saveAll(Collection<Resource> resources) {
      resources.forEach(this::save);
    }

    /** Removes a resource that has no children and no grants any more. */
    void delete(Resource resource);
  }
}
