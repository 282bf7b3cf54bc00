package dev.bailiwick.internal.resource;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.InvitationRules;
import dev.bailiwick.internal.rule.RolePermissions;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.View;
import java.util.List;

/** Deletes a resource with all grants on it; its children move to its parent. */
public record DeleteResource(ResourceRef resource) implements Command<Resource, Revision> {
  @Override
  public Event event() {
    return Event.RESOURCE_DELETE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(delete());
  }

  private ResourceNeed delete() {
    return new ResourceNeed(resource, ResourceNeed.Right.DELETE);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.resource("resource", resource);
  }

  @Override
  public StoredResult<Revision> result() {
    return StoredResult.REVISION;
  }

  @Override
  public Plan<Resource> plan(Caller caller) {
    Resource found = caller.require(delete());
    requireLift(caller, found);
    return Plan.of(found.tenant(), found);
  }

  /**
   * Refuses an actor who may not lift the denials that end with the resource. An actor in the name
   * of another may lift none: a host can go on to ask about what is below the resource, and
   * somebody whom a denial bound would gain it.
   */
  private static void requireLift(Caller caller, Resource found) {
    RolePermissions.requireLift(
        caller, found.tenant(), StoredLists.grantsOn(caller.view(), found.tenant(), found.id()));
    if (caller.actor().companion().isPresent()
        && StoredLists.grantsOn(caller.view(), found.tenant(), found.id())
            .anyMatch(grant -> grant.effect() == Effect.DENY)) {
      throw caller.refused("a user in person, to delete a resource with denials");
    }
  }

  @Override
  public Revision apply(Change change, Resource found) {
    View view = change.view();
    Tenant tenant = found.tenant();
    List<Grant> grants = StoredLists.grantsOn(view, tenant, found.id()).toList();
    List<Resource> children = StoredLists.children(view, tenant, found.id()).toList();
    grants.forEach(change::delete);
    children.forEach(child -> change.update(child, child.withParent(found.parent())));
    InvitationRules.withhold(change, tenant, found.id());
    change.delete(found);
    return change.revision();
  }
}
