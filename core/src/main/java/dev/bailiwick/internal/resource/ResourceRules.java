package dev.bailiwick.internal.resource;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.NestingLimit;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.resource.ResourceConflict;
import dev.bailiwick.store.View;
import java.util.Optional;

/** The rules of registered resources that several commands share. */
final class ResourceRules {
  private ResourceRules() {}

  /** Returns the id of a resource that can be registered: not a user, an org or a team. */
  static ResourceId registrable(Caller caller, ResourceRef ref) {
    InvalidParameter.unless(
        !ref.key().builtIn(), "resource.type", "users, orgs and teams are not registered");
    return caller.model().check(ref.key());
  }

  /** Returns the parent that a command names; empty for the tenant itself. */
  static Optional<ResourceId> parent(Caller caller, Tenant tenant, Optional<ResourceRef> parent) {
    if (parent.isEmpty() || parent.get().key().type().equals(ResourceId.ORG)) {
      InvalidParameter.unless(
          parent
              .map(root -> tenant instanceof OrgId org && org.key().equals(root.key()))
              .orElse(true),
          "resource.parent",
          "must be in the tenant of the resource");
      return Optional.empty();
    }
    ResourceId id = registrable(caller, parent.get());
    InvalidParameter.unless(
        parent.get().tenant().map(tenant::equals).orElse(true),
        "resource.parent",
        "must be in the tenant of the resource");
    PermissionSet permissions = caller.administrativePermissions(tenant, id);
    if (permissions.isEmpty() || caller.view().resources().find(tenant, id).isEmpty()) {
      throw new NoSuchResource(id);
    }
    if (!permissions.contains(Permission.MANAGE)) {
      throw caller.refused("manage on the parent");
    }
    return Optional.of(id);
  }

  /** The rule of parents: no cycle, at most {@link Limits#RESOURCE_DEPTH} ancestors. */
  static NestingLimit<ResourceId> parents(View view, Tenant tenant) {
    return new NestingLimit<>(
        "resource parents",
        Limits.RESOURCE_DEPTH,
        id -> view.resources().find(tenant, id).flatMap(Resource::parent),
        id -> StoredLists.children(view, tenant, id).map(Resource::id),
        () -> new ResourceConflict(ResourceConflict.Rule.CYCLE));
  }

  /** Returns a resource in its state under the locks. */
  static Resource present(Change change, Resource planned) {
    return change.view().resources().find(planned.tenant(), planned.id()).orElseThrow();
  }
}
