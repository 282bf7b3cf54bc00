package dev.bailiwick.internal.grant;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.rule.RolePermissions;
import dev.bailiwick.permission.Role;

/** The right to give a role to a person who is asked first. */
public final class GrantGift {
  private GrantGift() {}

  /**
   * Refuses a role that the actor may not grant on a resource.
   *
   * @throws InvalidParameter if the role is not defined
   * @throws dev.bailiwick.resource.NoSuchResource if the actor cannot see the resource
   * @throws dev.bailiwick.access.NoPermission if the actor may not grant the role
   */
  public static void require(Caller caller, ResourceRef resource, Role role) {
    GrantTarget target = new ManageGrants(resource, ImmutableSet.of()).check(caller);
    InvalidParameter.unless(
        RolePermissions.permissions(caller.view(), caller.model(), target.tenant(), role)
            .isPresent(),
        "role",
        "is not defined: " + role);
    target.requireHeld(caller, role);
  }
}
