package dev.bailiwick.access;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.actor.Actor;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.permission.Permission;

/** The actor does not have the permission that a host required. The resource may not even exist. */
public final class AccessDenied extends NotPermitted {
  private static final long serialVersionUID = 1L;

  private final String permission;
  private final String type;
  private final String id;

  /** Names the actor, the permission and the resource. */
  public AccessDenied(Actor actor, Permission permission, ResourceId resource) {
    super(
        given(actor, "actor")
            + " may not "
            + given(permission, "permission")
            + " "
            + given(resource, "resource"));
    this.permission = permission.name();
    this.type = resource.type();
    this.id = resource.id();
  }

  /** The permission that was required. */
  public Permission permission() {
    return Permission.of(permission);
  }

  /** The resource on which it was required. */
  public ResourceId resource() {
    return ResourceId.of(type, id);
  }
}
