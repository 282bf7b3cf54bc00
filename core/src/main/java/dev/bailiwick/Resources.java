package dev.bailiwick;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.NestingLimit;
import dev.bailiwick.internal.rule.RolePermissions;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.resource.ResourceConflict;
import dev.bailiwick.store.View;
import dev.bailiwick.user.NoSuchUser;
import dev.bailiwick.user.User;
import java.util.List;
import java.util.Optional;

/**
 * What an actor can ask and do about resources that are registered: those whose owner and parent
 * the library keeps. Orgs and teams are not among them, for the library keeps them anyway.
 */
public final class Resources {
  private final Session session;

  Resources(Session session) {
    this.session = session;
  }

  /**
   * Registers a resource in the actor's org, or the tenant that it names, with the owner and parent
   * that it names; the actor is the owner where it names none. Every active member registers what
   * is their own; only an org's admins what is somebody else's. Below a parent it takes {@link
   * Permission#MANAGE} on the parent, and where grants on the id are there already, every
   * permission on it. Registering the same again changes nothing.
   *
   * @throws ResourceConflict if it is registered with another owner or parent
   * @throws NoSuchMember if the owner cannot own something there
   * @throws NoSuchResource if the parent is not registered
   * @throws LimitExceeded if it would have more than {@link Limits#RESOURCE_DEPTH} ancestors
   */
  public Resource register(ResourceRef ref) {
    Required.given(ref, "resource");
    return session.write(
        "resource.register",
        List.of(ref),
        Outcome.RESOURCE,
        caller -> {
          ResourceId id = own(caller, ref);
          Tenant tenant = reached(caller, ref);
          UserId owner =
              ref.owner()
                  .or(caller::userId)
                  .orElseThrow(() -> new InvalidParameter("resource.owner", "must be named"));
          caller.view().facts(tenant, ImmutableSet.of(owner), ImmutableSet.of(id));
          requireOwner(caller, tenant, owner);
          if (!caller.is(owner)
              && !caller.isSystem()
              && !tenant.match(caller::is, caller::administers)
              && !caller.trusted()) {
            throw new NoPermission("resource.register for somebody else", "org admin");
          }
          Optional<ResourceId> parent = parent(caller, tenant, ref.parent(), "resource.register");
          if (caller.view().resources().find(tenant, id).isEmpty()) {
            depth(caller.view(), tenant).check(id, parent);
            boolean granted =
                StoredLists.grantsOn(caller.view(), tenant, id).findFirst().isPresent();
            if (granted && !caller.administrativePermissions(tenant, id).isAll()) {
              throw new NoPermission("resource.register", "every permission on the resource");
            }
          }
          return Plan.of(tenant, new Resource(tenant, id, owner, parent, 0));
        },
        (change, wanted) -> {
          Optional<Resource> before = change.view().resources().find(wanted.tenant(), wanted.id());
          if (before.isEmpty()) {
            return change.create(wanted);
          } else if (before.get().withVersion(0).equals(wanted)) {
            return before.get();
          }
          throw new ResourceConflict(ResourceConflict.Rule.REGISTERED);
        });
  }

  /** A registered resource: for whoever has any permission on it. */
  public Resource get(ResourceRef ref) {
    Required.given(ref, "resource");
    return session.read("resource.read", caller -> seen(caller, ref));
  }

  static Resource seen(Caller caller, ResourceRef ref) {
    return Held.of(caller, ref).resource();
  }

  /**
   * Puts a resource below another of its tenant, or, without a parent, under the tenant itself.
   * Whoever has something on the new parent then has it here, so it takes every permission on the
   * resource, and {@link Permission#MANAGE} on the parent.
   *
   * @throws ResourceConflict if it would be part of itself
   * @throws NoSuchResource if the parent is not registered
   * @throws LimitExceeded if anything would have more than {@link Limits#RESOURCE_DEPTH} ancestors
   */
  public Resource move(ResourceRef ref, Optional<ResourceRef> parent) {
    Required.given(ref, "resource", parent, "parent");
    return session.write(
        "resource.move",
        List.<Object>of(ref, parent),
        Outcome.RESOURCE,
        caller -> {
          Held held = Held.of(caller, ref);
          held.requireAll("resource.move");
          Resource resource = held.resource();
          Optional<ResourceId> target = parent(caller, resource.tenant(), parent, "resource.move");
          depth(caller.view(), resource.tenant()).check(resource.id(), target);
          return Plan.of(resource.tenant(), resource.withParent(target));
        },
        (change, moved) -> change.update(present(change, moved), moved));
  }

  /**
   * Hands a resource over to another owner. It takes every permission on it.
   *
   * @throws NoSuchMember if they are not an active member of the org
   * @throws OrgConflict if it belongs to a person outside orgs
   */
  public Resource handOver(ResourceRef ref, UserId owner) {
    Required.given(ref, "resource", owner, "owner");
    return session.write(
        "resource.hand_over",
        List.<Object>of(ref, owner),
        Outcome.RESOURCE,
        caller -> {
          Held held = Held.of(caller, ref);
          held.requireAll("resource.hand_over");
          Resource resource = held.resource();
          resource
              .tenant()
              .match(
                  person -> {
                    throw new OrgConflict(OrgConflict.Rule.PERSONAL);
                  },
                  org -> MemberLookup.heir(caller.view(), org, owner));
          return Plan.of(resource.tenant(), resource.withOwner(owner));
        },
        (change, handed) -> change.update(present(change, handed), handed));
  }

  /**
   * Deletes a resource, with all grants and denials on it; what was below it then is below its
   * parent. The same id registered again is another resource, which inherits nothing. It takes
   * {@link Permission#DELETE}.
   *
   * @return the revision of the change
   */
  public Revision delete(ResourceRef ref) {
    Required.given(ref, "resource");
    return session.write(
        "resource.delete",
        List.of(ref),
        Outcome.REVISION,
        caller -> {
          Held held = Held.of(caller, ref);
          if (!held.permissions().contains(Permission.DELETE)) {
            throw new NoPermission("resource.delete", "delete on the resource");
          }
          RolePermissions.requireLift(
              caller,
              held.resource().tenant(),
              StoredLists.grantsOn(caller.view(), held.resource().tenant(), held.resource().id()),
              "resource.delete");
          return Plan.of(held.resource().tenant(), held.resource());
        },
        (change, resource) -> {
          View view = change.view();
          Tenant tenant = resource.tenant();
          List<Grant> grants = StoredLists.grantsOn(view, tenant, resource.id()).toList();
          List<Resource> children = StoredLists.children(view, tenant, resource.id()).toList();
          grants.forEach(change::delete);
          children.forEach(child -> change.update(child, child.withParent(resource.parent())));
          change.delete(resource);
          return change.revision();
        });
  }

  /** What the actor may do to a registered resource on which they have something. */
  private record Held(Resource resource, PermissionSet permissions) {
    static Held of(Caller caller, ResourceRef ref) {
      ResourceId id = own(caller, ref);
      Tenant tenant = caller.tenantOf(ref);
      PermissionSet permissions = caller.administrativePermissions(tenant, id);
      return caller
          .view()
          .resources()
          .find(tenant, id)
          .filter(found -> !permissions.isEmpty())
          .map(found -> new Held(found, permissions))
          .orElseThrow(() -> new NoSuchResource(id));
    }

    /** Ownership is every permission, so only who has all of them gives it. */
    void requireAll(String action) {
      if (!permissions.isAll()) {
        throw new NoPermission(action, "every permission on the resource");
      }
    }
  }

  private static Resource present(Change change, Resource changed) {
    return change.view().resources().find(changed.tenant(), changed.id()).orElseThrow();
  }

  private static ResourceId own(Caller caller, ResourceRef ref) {
    InvalidParameter.unless(
        !ref.key().builtIn(), "resource.type", "users, orgs and teams are not registered");
    return caller.model().check(ref.key());
  }

  /** The tenant of a resource, in which the actor belongs. */
  private static Tenant reached(Caller caller, ResourceRef ref) {
    Tenant tenant = caller.tenantOf(ref);
    tenant.match(
        person -> {
          boolean theirs = caller.is(person) && !caller.outsideSession(person);
          if (!theirs && !caller.trusted()) {
            throw new NoSuchUser(person);
          }
          return caller.user(person);
        },
        caller::org);
    return tenant;
  }

  private static void requireOwner(Caller caller, Tenant tenant, UserId owner) {
    boolean may =
        caller
            .view()
            .users()
            .find(owner)
            .filter(User::usable)
            .filter(
                user ->
                    tenant.match(
                        person -> person.equals(owner),
                        (OrgId org) -> MemberLookup.mayBeSeated(caller.view(), org, user)))
            .isPresent();
    if (!may) {
      throw new NoSuchMember(owner);
    }
  }

  /** The parent that a reference names, if it is not the tenant itself. */
  private static Optional<ResourceId> parent(
      Caller caller, Tenant tenant, Optional<ResourceRef> parent, String action) {
    if (parent.isEmpty() || parent.get().key().type().equals(ResourceId.ORG)) {
      InvalidParameter.unless(
          parent
              .map(root -> tenant instanceof OrgId org && org.key().equals(root.key()))
              .orElse(true),
          "resource.parent",
          "must be in the tenant of the resource");
      return Optional.empty();
    }
    ResourceId id = own(caller, parent.get());
    InvalidParameter.unless(
        parent.get().tenant().map(tenant::equals).orElse(true),
        "resource.parent",
        "must be in the tenant of the resource");
    PermissionSet permissions = caller.administrativePermissions(tenant, id);
    if (permissions.isEmpty() || caller.view().resources().find(tenant, id).isEmpty()) {
      throw new NoSuchResource(id);
    }
    if (!permissions.contains(Permission.MANAGE)) {
      throw new NoPermission(action, "manage on the parent");
    }
    return Optional.of(id);
  }

  private static NestingLimit<ResourceId> depth(View view, Tenant tenant) {
    return new NestingLimit<>(
        "resource parents",
        Limits.RESOURCE_DEPTH,
        id -> view.resources().find(tenant, id).flatMap(Resource::parent),
        id -> StoredLists.children(view, tenant, id).map(Resource::id),
        () -> new ResourceConflict(ResourceConflict.Rule.CYCLE));
  }
}
