package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import java.util.Collection;
import java.util.Optional;

/** The grants and denials of a store, whether in force or not. */
public interface GrantRepository {
  /**
   * The grant of this tenant with this key; looked for among all on its resource, if it is not
   * overridden.
   */
  default Optional<Grant> find(Tenant tenant, Grant.Key key) {
    return Slices.all(slice -> on(tenant, key.resource(), slice), Grant::key)
        .filter(grant -> grant.key().equals(key))
        .findFirst();
  }

  /**
   * Those of the grants of this tenant that exist, by key. A store that pays for round trips
   * overrides this, and fetches them in one.
   */
  default ImmutableMap<Grant.Key, Grant> findAll(Tenant tenant, Collection<Grant.Key> keys) {
    return ImmutableSet.copyOf(keys).stream()
        .flatMap(key -> find(tenant, key).stream())
        .collect(ImmutableMap.toImmutableMap(Grant::key, grant -> grant));
  }

  /** The grants on a resource itself, by ascending key. */
  ImmutableList<Grant> on(Tenant tenant, ResourceId resource, Slice<Grant.Key> slice);

  /** The grants of a tenant to an accessor itself, by ascending key. */
  ImmutableList<Grant> to(Tenant tenant, Accessor accessor, Slice<Grant.Key> slice);

  /** The grants of a tenant, by ascending key. */
  ImmutableList<Grant> list(Tenant tenant, Slice<Grant.Key> slice);

  /**
   * The accessors that have a grant or denial in a tenant, by {@link Accessor#ORDER}; taken from
   * all its grants, if it is not overridden.
   */
  default ImmutableList<Accessor> accessors(Tenant tenant, Slice<Accessor> slice) {
    return Slices.all(rest -> list(tenant, rest), Grant::key)
        .map(Grant::accessor)
        .filter(a -> slice.after().map(last -> Accessor.ORDER.compare(a, last) > 0).orElse(true))
        .distinct()
        .sorted(Accessor.ORDER)
        .limit(slice.limit())
        .collect(ImmutableList.toImmutableList());
  }

  /** The tenants in which an accessor has a grant or denial, by {@link Tenant#ORDER}. */
  ImmutableList<Tenant> tenants(Accessor accessor, Slice<Tenant> slice);

  /** Writes, in a transaction that holds the tenant's lock. */
  interface Writer extends GrantRepository {
    /** Stores a grant, in place of the one of the same tenant with the same key. */
    void save(Grant grant);

    /**
     * Stores grants, each as {@link #save} does, in their order. A store that pays for round trips
     * overrides this.
     */
    default void saveAll(Collection<Grant> grants) {
      grants.forEach(this::save);
    }

    /** Removes a grant. */
    void delete(Grant grant);
  }
}
