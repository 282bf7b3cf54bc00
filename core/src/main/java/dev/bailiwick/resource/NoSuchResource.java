package dev.bailiwick.resource;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.NotFound;
import dev.bailiwick.id.ResourceId;

/** There is no such registered resource, or the actor cannot reach it. */
public final class NoSuchResource extends NotFound {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final String id;

  /** Names the resource. */
  public NoSuchResource(ResourceId resource) {
    super("no such resource: " + given(resource, "resource"));
    this.type = resource.type();
    this.id = resource.id();
  }

  /** The resource, as the caller named it. */
  public ResourceId resource() {
    return ResourceId.of(type, id);
  }
}
