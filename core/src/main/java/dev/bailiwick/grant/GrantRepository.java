package dev.bailiwick.grant;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.page.Slice;
import java.util.Optional;

/** The grants and denials of a store, whether in force or not. */
public interface GrantRepository {
  /** The grant of this tenant with this key. */
  Optional<Grant> find(Tenant tenant, Grant.Key key);

  /** The grants on a resource itself, by ascending key. */
  ImmutableList<Grant> on(Tenant tenant, ResourceId resource, Slice<Grant.Key> slice);

  /** The grants of a tenant to an accessor itself, by ascending key. */
  ImmutableList<Grant> to(Tenant tenant, Accessor accessor, Slice<Grant.Key> slice);

  /** The grants of a tenant, by ascending key. */
  ImmutableList<Grant> list(Tenant tenant, Slice<Grant.Key> slice);

  /** The accessors that have a grant or denial in a tenant, by {@link Accessor#ORDER}. */
  ImmutableList<Accessor> accessors(Tenant tenant, Slice<Accessor> slice);

  /** The tenants in which an accessor has a grant or denial, by {@link Tenant#ORDER}. */
  ImmutableList<Tenant> tenants(Accessor accessor, Slice<Tenant> slice);

  /** Writes, in a transaction that holds the tenant's lock. */
  interface Writer extends GrantRepository {
    /** Stores a grant, in place of the one of the same tenant with the same key. */
    void save(Grant grant);

    /** Removes a grant. */
    void delete(Grant grant);
  }
}
