package dev.bailiwick.internal.grant;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.Standing;

/**
 * The right to manage a resource, and with it the grants on it.
 *
 * @param resource the resource
 * @param accessors the users to which the call grants a role; they are announced to the store
 */
public record ManageGrants(ResourceRef resource, ImmutableSet<UserId> accessors)
    implements Need<GrantTarget> {
  @Override
  public GrantTarget check(Caller caller) {
    ResourceId id = caller.model().check(resource.key());
    Tenant tenant = caller.tenantOf(resource);
    Facts facts = caller.view().facts(tenant, accessors, ImmutableSet.of(resource));
    PermissionSet held = caller.administrativePermissions(tenant, resource);
    boolean missing =
        caller
                .interpreter(tenant, ImmutableSet.of(), ImmutableSet.of(resource))
                .line(tenant, resource)
                .isEmpty()
            || !exists(facts, tenant);
    if (missing || held.isEmpty()) {
      throw new NoSuchResource(id);
    }
    if (!held.contains(Permission.MANAGE)) {
      throw caller.refused("manage on the resource");
    }
    return new GrantTarget(caller.view(), tenant, id, held);
  }

  private static boolean exists(Facts facts, Tenant tenant) {
    return Kinds.match(
        tenant,
        person -> facts.standing(person) != Standing.UNKNOWN,
        org -> facts.org(org).isPresent());
  }
}
