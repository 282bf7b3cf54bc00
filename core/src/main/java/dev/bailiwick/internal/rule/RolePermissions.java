package dev.bailiwick.internal.rule;

import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.View;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The permissions of roles, for the rule that an actor can give only permissions that the actor
 * has.
 */
public final class RolePermissions {
  private RolePermissions() {}

  /**
   * Returns every permission of a role, which the model or the org defines; empty if neither does.
   */
  public static Optional<PermissionSet> permissions(
      View view, Model model, Tenant tenant, Role role) {
    if (!role.isOfOrg()) {
      return model.permissionsOf(role);
    }
    return Kinds.match(
        tenant,
        person -> Optional.empty(),
        org -> view.orgs().role(org, role).map(found -> model.set(found.permissions())));
  }

  /**
   * Refuses to remove denials, unless the actor has every permission of the denied roles on the
   * resources of the denials.
   */
  public static void requireLift(Caller caller, Tenant tenant, Stream<Grant> grants) {
    boolean lifts =
        grants
            .filter(grant -> grant.effect() == Effect.DENY)
            .allMatch(
                denial ->
                    permissions(caller.view(), caller.model(), tenant, denial.role())
                        .map(
                            caller.administrativePermissions(tenant, denial.resource())
                                ::containsAll)
                        .orElse(true));
    if (!lifts) {
      throw caller.refused("every permission that a denial takes with it");
    }
  }
}
