package dev.bailiwick.internal.resource;

import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.user.NoSuchUser;

/**
 * A place in the tenant of a resource: in an org, an active membership of the actor; outside orgs,
 * a tenant that is the actor's own.
 *
 * @param resource names the tenant; otherwise the tenant of the actor is used
 */
record TenantNeed(ResourceRef resource) implements Need<Tenant> {
  @Override
  public Tenant check(Caller caller) {
    Tenant tenant = caller.tenantOf(resource);
    Kinds.match(
        tenant,
        person -> {
          boolean own = caller.is(person) && !caller.outsideSession(person);
          if (!own && !caller.trusted()) {
            throw new NoSuchUser(person);
          }
          return caller.user(person);
        },
        caller::org);
    return tenant;
  }
}
