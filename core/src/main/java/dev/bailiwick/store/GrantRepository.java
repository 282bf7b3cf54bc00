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
   * Returns the grant of this tenant with this key. The default implementation searches all grants
   * on its resource.
   */
  default Optional<Grant> find(Tenant tenant, Grant.Key key) {
    return Slices.all(slice -> on(tenant, key.resource(), slice), Grant::key)
        .filter(grant -> grant.key().equals(key))
        .findFirst();
  }

  /**
   * Returns the grants of this tenant with these keys, by key. Keys without a grant are left out. A
   * store for which round trips are expensive overrides this, and reads all of them in one request.
   */
  default ImmutableMap<Grant.Key, Grant> findAll(Tenant tenant, Collection<Grant.Key> keys) {
    return ImmutableSet.copyOf(keys).stream()
        .flatMap(key -> find(tenant, key).stream())
        .collect(ImmutableMap.toImmutableMap(Grant::key, grant -> grant));
  }

  /** The grants on a resource itself, by ascending key. Grants on its ancestors are left out. */
  ImmutableList<Grant> on(Tenant tenant, ResourceId resource, Slice<Grant.Key> slice);

  /** The grants of a tenant to an accessor itself, by ascending key. */
  ImmutableList<Grant> to(Tenant tenant, Accessor accessor, Slice<Grant.Key> slice);

  /** The grants of a tenant, by ascending key. */
  ImmutableList<Grant> list(Tenant tenant, Slice<Grant.Key> slice);

  /**
   * Returns the accessors that have a grant or denial in a tenant, by {@link Accessor#ORDER}. The
   * default implementation reads all grants of the tenant.
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

  /** The writes, in a transaction that holds the tenant's lock. */
  interface Writer extends GrantRepository {
    /** Stores a grant. Replaces a grant of the same tenant with the same key. */
    void save(Grant grant);

    /**
     * Stores grants in their order, each in the same way as {@link #save}. A store for which round
     * trips are expensive overrides this.
     */
    default void saveAll(Collection<Grant> grants) {
      grants.forEach(this::save);
    }

    /** Removes a grant. */
    void delete(Grant grant);
  }
}
