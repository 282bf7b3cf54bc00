package dev.bailiwick.internal.grant;

import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.RolePermissions;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.View;
import java.util.stream.Stream;

/**
 * A resource on which the actor may grant roles, with the permissions of the actor on it.
 *
 * @param view the view from which it was read
 * @param tenant its tenant
 * @param id its id
 * @param held the actor's permissions on it
 */
public record GrantTarget(View view, Tenant tenant, ResourceId id, PermissionSet held) {
  Stream<Grant> grants() {
    return StoredLists.grantsOn(view, tenant, id);
  }

  /** Refuses to give or to take a role with a permission that the actor lacks on the resource. */
  void requireHeld(Caller caller, Role role) {
    PermissionSet permissions =
        RolePermissions.permissions(view, caller.model(), tenant, role)
            .orElseGet(caller.model()::none);
    if (!held.containsAll(permissions)) {
      throw caller.refused("every permission of " + role + " on the resource");
    }
  }
}
