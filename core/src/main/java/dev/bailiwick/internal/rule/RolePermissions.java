package dev.bailiwick.internal.rule;

import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.View;
import java.util.Optional;
import java.util.stream.Stream;

/** What roles permit, for the rule that nobody gives what they do not have. */
public final class RolePermissions {
  private RolePermissions() {}

  /** All that a role permits, the model's or the org's own; empty if nobody defines it. */
  public static Optional<PermissionSet> permissions(
      View view, Model model, Tenant tenant, Role role) {
    if (!role.isOfOrg()) {
      return model.permissionsOf(role);
    }
    return tenant.match(
        person -> Optional.empty(),
        org -> view.orgs().role(org, role).map(found -> model.set(found.permissions())));
  }

  /** Refuses to take denials away whose roles the actor does not hold where they stand. */
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
