package dev.bailiwick.internal.grant;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.Event;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.write.Change;

/**
 * Adds grants and denials to a resource, or changes their windows.
 *
 * @param skips whether new grants to unreachable accessors are skipped; otherwise the call is
 *     refused
 */
public record MergeGrants(ResourceRef resource, ImmutableList<NewGrant> grants, boolean skips)
    implements GrantEdit {
  @Override
  public Event event() {
    return Event.GRANT_MERGE;
  }

  @Override
  public ImmutableList<NewGrant> saved() {
    return grants;
  }

  @Override
  public Written<ImmutableList<Grant>> apply(Change change, GrantChanges changes) {
    changes.apply(change);
    return change.written(ImmutableList.copyOf(changes.saved().values()));
  }
}
