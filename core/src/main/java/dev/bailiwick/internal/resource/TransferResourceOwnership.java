package dev.bailiwick.internal.resource;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.resource.Resource;

/** Makes another active member of the org the owner of a resource. */
public record TransferResourceOwnership(ResourceRef resource, UserId owner)
    implements Command<Resource, Resource> {
  @Override
  public Event event() {
    return Event.RESOURCE_TRANSFER_OWNERSHIP;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(give());
  }

  private ResourceNeed give() {
    return new ResourceNeed(resource, ResourceNeed.Right.GIVE);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.resource("resource", resource).accessor("owner", owner);
  }

  @Override
  public StoredResult<Resource> result() {
    return ResourceRights.RESULT;
  }

  @Override
  public Plan<Resource> plan(Caller caller) {
    Resource found = caller.require(give());
    Kinds.match(
        found.tenant(),
        person -> {
          throw new OrgConflict(OrgConflict.Rule.PERSONAL);
        },
        org -> MemberLookup.heir(caller.view(), org, owner));
    return Plan.of(found.tenant(), found.withOwner(owner));
  }

  @Override
  public Resource apply(Change change, Resource handed) {
    return change.update(ResourceRules.present(change, handed), handed);
  }
}
