package dev.bailiwick.internal.call;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Event;

/**
 * The calls that a service account can make for a person: those that need nothing except a
 * permission on a resource, which is narrowed to the part that all have in common, and give nothing
 * to anybody; and the end of the delegation itself. Every other call is closed, and a call that is
 * added later until it is opened here.
 *
 * <p>Explanations, lookups and the SQL filter answer from the grants of one user, and lists of
 * grants tell of others: they are closed, unlike to an impersonator.
 */
final class DelegationPolicy {
  private static final ImmutableSet<Event> OPEN =
      ImmutableSet.of(
          Event.MAY, Event.REQUIRE, Event.RESOURCE_READ, Event.RESOURCE_DELETE, Event.AGENT_REVOKE);

  private DelegationPolicy() {}

  /** Returns whether a call can be made for a person. */
  static boolean opens(Event event) {
    return OPEN.contains(event);
  }
}
