package dev.bailiwick.internal.resource;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.ServiceAccountRules;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.resource.ResourceConflict;
import dev.bailiwick.user.User;
import java.util.Optional;

/** Registers a resource with its owner and parent. */
public record RegisterResource(ResourceRef resource) implements Command<Resource, Resource> {
  @Override
  public Event event() {
    return Event.RESOURCE_REGISTER;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new TenantNeed(resource));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.resource("resource", resource);
  }

  @Override
  public StoredResult<Resource> result() {
    return ResourceRights.RESULT;
  }

  @Override
  public Plan<Resource> plan(Caller caller) {
    ResourceId id = ResourceRules.registrable(caller, resource);
    Tenant tenant = caller.require(new TenantNeed(resource));
    UserId owner =
        resource
            .owner()
            .or(() -> ServiceAccountRules.ownerOfNew(caller))
            .orElseThrow(() -> new InvalidParameter("resource.owner", "must be named"));
    caller.view().prefetch(tenant, ImmutableSet.of(owner), ImmutableSet.of(id));
    if (resource.owner().isPresent() || caller.is(owner)) {
      requireOwner(caller, tenant, owner);
    }
    Optional<ResourceId> parent = ResourceRules.parent(caller, tenant, resource.parent());
    if (caller.view().resources().find(tenant, id).isEmpty()) {
      ResourceRules.parents(caller.view(), tenant).check(id, parent);
      boolean granted = StoredLists.grantsOn(caller.view(), tenant, id).findFirst().isPresent();
      if (granted && !caller.administrativePermissions(tenant, id).isAll()) {
        throw caller.refused("every permission on the resource");
      }
    }
    return Plan.of(tenant, new Resource(tenant, id, owner, parent, 0));
  }

  private static void requireOwner(Caller caller, Tenant tenant, UserId owner) {
    boolean possible =
        caller
            .view()
            .users()
            .find(owner)
            .filter(User::usable)
            .filter(user -> user.serviceOf().isEmpty())
            .filter(
                user ->
                    Kinds.match(
                        tenant,
                        person -> person.equals(owner),
                        (OrgId org) -> MemberLookup.mayBeSeated(caller.view(), org, user)))
            .isPresent();
    if (!possible) {
      throw new NoSuchMember(owner);
    }
    if (!caller.is(owner)
        && !caller.isSystem()
        && !Kinds.match(tenant, caller::is, caller::administers)
        && !caller.trusted()) {
      throw caller.refused("org admin, to register a resource of another user");
    }
  }

  @Override
  public Resource apply(Change change, Resource planned) {
    Optional<Resource> before = change.view().resources().find(planned.tenant(), planned.id());
    if (before.isEmpty()) {
      return change.create(planned);
    } else if (before.get().withVersion(0).equals(planned)) {
      return before.get();
    }
    throw new ResourceConflict(ResourceConflict.Rule.REGISTERED);
  }
}
