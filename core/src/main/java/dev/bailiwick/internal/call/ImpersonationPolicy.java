package dev.bailiwick.internal.call;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Event;

/**
 * The calls that an impersonator can make in the name of the target: those that need nothing except
 * a permission of the target on a resource and give nothing to anybody, and the end of the
 * impersonation itself. Every other call is closed, and a call that is added later until it is
 * opened here.
 *
 * <p>Three calls need only a permission on a resource and are closed all the same, because they
 * give something: who registers a resource makes the target its owner, a moved resource is
 * inherited by everybody who has a role above its new place, and revoking or lifting is a change of
 * grants. The lookups are open for questions about the target alone, since an impersonator has no
 * rights of an org admin.
 */
final class ImpersonationPolicy {
  private static final ImmutableSet<Event> OPEN =
      ImmutableSet.of(
          Event.MAY,
          Event.REQUIRE,
          Event.EXPLAIN,
          Event.ACCESS_LOOKUP_RESOURCES,
          Event.ACCESS_REACH,
          Event.RESOURCE_READ,
          Event.RESOURCE_DELETE,
          Event.GRANT_LIST,
          Event.IMPERSONATION_END);

  private ImpersonationPolicy() {}

  /** Returns whether a call can be made by impersonation. */
  static boolean opens(Event event) {
    return OPEN.contains(event);
  }
}
