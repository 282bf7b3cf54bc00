package dev.bailiwick.internal.grant;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.Event;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.write.Change;
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

  @Override
  public Written<ImmutableList<Grant>> apply(Change change, GrantChanges changes) {
    changes.apply(change);
    return change.written(changes.deleted());
  }
}
