package dev.bailiwick.internal.grant;

import dev.bailiwick.audit.Event;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.permission.Role;
import java.util.stream.Stream;

/** Lifts the denial of one role on a resource. */
public record LiftDenial(ResourceRef resource, Role role, Accessor accessor) implements GrantEdit {
  @Override
  public Event event() {
    return Event.GRANT_LIFT;
  }

  @Override
  public void describe(RequestDigest digest) {
    GrantEdit.super.describe(digest);
    digest.text("role", role.name()).accessor("accessor", accessor);
  }

  @Override
  public Stream<Grant> deleted(GrantTarget target) {
    return target
        .grants()
        .filter(
            grant ->
                grant.accessor().equals(accessor)
                    && grant.role().equals(role)
                    && grant.effect() == Effect.DENY);
  }
}
