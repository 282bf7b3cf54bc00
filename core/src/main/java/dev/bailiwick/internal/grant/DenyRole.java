package dev.bailiwick.internal.grant;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.Event;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.permission.Role;

/** Denies an accessor a role on a resource and everything below it. */
public record DenyRole(ResourceRef resource, Role role, Accessor accessor) implements GrantEdit {
  @Override
  public Event event() {
    return Event.GRANT_DENY;
  }

  @Override
  public ImmutableList<NewGrant> saved() {
    return ImmutableList.of(NewGrant.denial(role, accessor));
  }

  @Override
  public Written<ImmutableList<Grant>> apply(Change change, GrantChanges changes) {
    changes.apply(change);
    return change.written(ImmutableList.copyOf(changes.saved().values()));
  }
}
