package dev.bailiwick;

import dev.bailiwick.audit.Event;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.resource.DeleteResource;
import dev.bailiwick.internal.resource.MoveResource;
import dev.bailiwick.internal.resource.RegisterResource;
import dev.bailiwick.internal.resource.ResourceRights;
import dev.bailiwick.internal.resource.TransferResourceOwnership;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.resource.ResourceConflict;
import java.util.Optional;

/**
 * The questions and changes of an actor about registered resources. The library stores the owner
 * and the parent of a registered resource. Orgs and teams are stored anyway, and are not
 * registered.
 */
public final class Resources {
  private final Calls calls;

  Resources(Calls calls) {
    this.calls = calls;
  }

  /**
   * Registers a resource in the actor's org or the tenant that the reference names, with the owner
   * and the parent that it names. Without an owner, the actor is the owner. To repeat the call
   * changes nothing. Each active member registers their own resources, an org admin also the
   * resources of other members. Requires {@link Permission#MANAGE} on the parent, and every
   * permission on the resource where grants on its id exist already.
   *
   * @throws ResourceConflict if it is registered with another owner or parent
   * @throws NoSuchMember if the owner cannot own something in the tenant
   * @throws NoSuchResource if the parent is not registered
   * @throws LimitExceeded if it would have more than {@link Limits#RESOURCE_DEPTH} ancestors
   */
  public Resource register(ResourceRef ref) {
    Required.given(ref, "resource");
    return calls.change(new RegisterResource(ref));
  }

  /** Returns a registered resource. Requires any permission on it. */
  public Resource get(ResourceRef ref) {
    Required.given(ref, "resource");
    return calls.ask(Event.RESOURCE_READ, caller -> ResourceRights.of(caller, ref).resource());
  }

  /**
   * Puts a resource below another one of its tenant. Rights on the new parent then come down to the
   * resource. Requires every permission on the resource, and {@link Permission#MANAGE} on the
   * parent.
   *
   * @throws ResourceConflict if it would be part of itself
   * @throws NoSuchResource if the parent is not registered
   * @throws LimitExceeded if a resource would have more than {@link Limits#RESOURCE_DEPTH}
   *     ancestors
   */
  public Resource move(ResourceRef ref, ResourceRef parent) {
    Required.given(ref, "resource", parent, "parent");
    return calls.change(new MoveResource(ref, Optional.of(parent)));
  }

  /**
   * Puts a resource below its tenant, so that it has no other parent. Requires every permission on
   * the resource.
   */
  public Resource moveToTop(ResourceRef ref) {
    Required.given(ref, "resource");
    return calls.change(new MoveResource(ref, Optional.empty()));
  }

  /**
   * Makes another active member of the org the owner of a resource. Requires every permission on
   * it.
   *
   * @throws NoSuchMember if the new owner is not an active member of the org
   * @throws OrgConflict if the resource belongs to a person outside orgs
   */
  public Resource transferOwnership(ResourceRef ref, UserId owner) {
    Required.given(ref, "resource", owner, "owner");
    return calls.change(new TransferResourceOwnership(ref, owner));
  }

  /**
   * Deletes a resource with all grants and denials on it. Its children move to its parent. The same
   * id registered again is another resource, which inherits nothing. Requires {@link
   * Permission#DELETE} on the resource, and the right to lift each denial that is deleted with it.
   *
   * @return the revision of the change
   */
  public Revision delete(ResourceRef ref) {
    Required.given(ref, "resource");
    return calls.change(new DeleteResource(ref));
  }
}
