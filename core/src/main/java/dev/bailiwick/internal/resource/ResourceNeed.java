package dev.bailiwick.internal.resource;

import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.resource.Resource;

/**
 * A right on a registered resource.
 *
 * @param resource the resource
 * @param right the right on it
 */
record ResourceNeed(ResourceRef resource, Right right) implements Need<Resource> {
  /** The rights on a resource. */
  enum Right {
    /** To delete it. */
    DELETE,
    /** To give it away. The new owner has every permission, so the actor needs every permission. */
    GIVE
  }

  @Override
  public Resource check(Caller caller) {
    ResourceRights rights = ResourceRights.of(caller, resource);
    if (right == Right.DELETE && !rights.permissions().contains(Permission.DELETE)) {
      throw caller.refused("delete on the resource");
    } else if (right == Right.GIVE && !rights.permissions().isAll()) {
      throw caller.refused("every permission on the resource");
    }
    return rights.resource();
  }
}
