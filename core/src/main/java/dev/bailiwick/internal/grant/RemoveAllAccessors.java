package dev.bailiwick.internal.grant;

import dev.bailiwick.audit.Event;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.ResourceRef;
import java.util.stream.Stream;

/** Removes every grant and denial from a resource. */
public record RemoveAllAccessors(ResourceRef resource) implements GrantEdit {
  @Override
  public Event event() {
    return Event.GRANT_REMOVE_ALL;
  }

  @Override
  public Stream<Grant> deleted(GrantTarget target) {
    return target.grants();
  }
}
