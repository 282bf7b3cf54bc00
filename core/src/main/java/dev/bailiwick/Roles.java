package dev.bailiwick;

import dev.bailiwick.id.Tenant;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.View;
import java.util.Optional;

/** What roles permit, for the rule that nobody gives what they do not have. */
final class Roles {
  private Roles() {}

  /** All that a role permits, the model's or the org's own; empty if nobody defines it. */
  static Optional<PermissionSet> permissions(View view, Model model, Tenant tenant, Role role) {
    if (!role.isOfOrg()) {
      return model.permissionsOf(role);
    }
    return tenant.match(
        person -> Optional.empty(),
        org -> view.orgs().role(org, role).map(found -> model.set(found.permissions())));
  }
}
