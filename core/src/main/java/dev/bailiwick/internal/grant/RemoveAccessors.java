package dev.bailiwick.internal.grant;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Event;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.internal.call.GrantKeyText;
import dev.bailiwick.internal.write.RequestDigest;
import java.util.stream.Stream;

/** Removes all grants and denials of the given accessors from a resource. */
public record RemoveAccessors(ResourceRef resource, ImmutableSet<Accessor> accessors)
    implements GrantEdit {
  @Override
  public Event event() {
    return Event.GRANT_REMOVE;
  }

  @Override
  public void describe(RequestDigest digest) {
    GrantEdit.super.describe(digest);
    digest.set("accessor", accessors.stream().map(GrantKeyText::accessor).toList());
  }

  @Override
  public Stream<Grant> deleted(GrantTarget target) {
    return target.grants().filter(grant -> accessors.contains(grant.accessor()));
  }
}
