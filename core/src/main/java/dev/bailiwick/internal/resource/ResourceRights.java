package dev.bailiwick.internal.resource;

import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.resource.Resource;

/**
 * The actor's permissions on a registered resource, of which there is at least one.
 *
 * @param resource the resource
 * @param permissions the permissions
 */
public record ResourceRights(Resource resource, PermissionSet permissions) {
  /** A resource as a result: only its id is stored, and a retry reads the resource again. */
  static final StoredResult<Resource> RESULT =
      new StoredResult<>(
          (out, resource) -> out.tenant(resource.tenant()).resource(resource.id()),
          (caller, in) -> {
            Tenant tenant = in.tenant();
            return of(caller, in.resource().in(tenant)).resource();
          });

  /**
   * Returns the rights on a resource.
   *
   * @throws NoSuchResource if it is not registered, or the actor has no permission on it
   */
  public static ResourceRights of(Caller caller, ResourceRef ref) {
    ResourceId id = ResourceRules.registrable(caller, ref);
    Tenant tenant = caller.tenantOf(ref);
    PermissionSet permissions = caller.administrativePermissions(tenant, id);
    return caller
        .view()
        .resources()
        .find(tenant, id)
        .filter(found -> !permissions.isEmpty())
        .map(found -> new ResourceRights(found, permissions))
        .orElseThrow(() -> new NoSuchResource(id));
  }
}
