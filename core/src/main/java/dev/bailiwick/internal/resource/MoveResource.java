package dev.bailiwick.internal.resource;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.resource.Resource;
import java.util.Optional;

/** Puts a resource below another one of its tenant, or below the tenant itself. */
public record MoveResource(ResourceRef resource, Optional<ResourceRef> parent)
    implements Command<Resource, Resource> {
  @Override
  public Event event() {
    return Event.RESOURCE_MOVE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(give());
  }

  /**
   * Returns the right to give the resource away. A move needs it, because the rights on the new
   * parent are inherited by the resource.
   */
  private ResourceNeed give() {
    return new ResourceNeed(resource, ResourceNeed.Right.GIVE);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest
        .resource("resource", resource)
        .maybe("parent", parent, (out, given) -> out.resource("is", given));
  }

  @Override
  public StoredResult<Resource> result() {
    return ResourceRights.RESULT;
  }

  @Override
  public Plan<Resource> plan(Caller caller) {
    Resource found = caller.require(give());
    Optional<ResourceId> target = ResourceRules.parent(caller, found.tenant(), parent);
    ResourceRules.parents(caller.view(), found.tenant()).check(found.id(), target);
    return Plan.of(found.tenant(), found.withParent(target));
  }

  @Override
  public Resource apply(Change change, Resource moved) {
    return change.update(ResourceRules.present(change, moved), moved);
  }
}
