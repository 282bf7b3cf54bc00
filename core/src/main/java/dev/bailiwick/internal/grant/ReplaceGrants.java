package dev.bailiwick.internal.grant;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.Event;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.write.Change;
import java.util.stream.Stream;

/**
 * Makes the given list the grants and denials on a resource.
 *
 * @param skips whether new grants to unreachable accessors are skipped; otherwise the call is
 *     refused
 */
public record ReplaceGrants(ResourceRef resource, ImmutableList<NewGrant> grants, boolean skips)
    implements GrantEdit {
  @Override
  public Event event() {
    return Event.GRANT_REPLACE;
  }

  @Override
  public ImmutableList<NewGrant> saved() {
    return grants;
  }

  @Override
  public Stream<Grant> deleted(GrantTarget target) {
    return target.grants();
  }

  @Override
  public Written<ImmutableList<Grant>> apply(Change change, GrantChanges changes) {
    changes.apply(change);
    return change.written(ImmutableList.copyOf(changes.saved().values()));
  }
}
