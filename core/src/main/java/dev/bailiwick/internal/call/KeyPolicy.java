package dev.bailiwick.internal.call;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Event;

/**
 * The calls that can be made through an API key. Every other call is closed: those about
 * credentials, addresses, identities, invitations, ownership and erasure for good, and a call that
 * is added later until it is opened here. A key can also give itself another secret, be exchanged
 * for an access token, and end. The key of a service account lists the delegations to the account,
 * and ends them.
 */
public final class KeyPolicy {
  /** The calls whose only right is a permission on a resource, which the scope narrows. */
  private static final ImmutableSet<Event> WITHIN_SCOPE =
      ImmutableSet.of(
          Event.MAY,
          Event.REQUIRE,
          Event.RESOURCE_MOVE,
          Event.RESOURCE_DELETE,
          Event.GRANT_GRANT,
          Event.GRANT_DENY,
          Event.GRANT_MERGE,
          Event.GRANT_REPLACE,
          Event.GRANT_REVOKE,
          Event.GRANT_LIFT,
          Event.GRANT_REMOVE,
          Event.GRANT_REMOVE_ALL,
          Event.KEY_ROTATE,
          Event.KEY_REVOKE,
          Event.TOKEN_CREATE,
          Event.TOKEN_REVOKE,
          Event.AGENT_HELD,
          Event.AGENT_REVOKE);

  /** The further calls of a key without a narrower scope. */
  private static final ImmutableSet<Event> OF_WHOLE_SCOPE =
      ImmutableSet.of(
          Event.EXPLAIN,
          Event.USER_READ,
          Event.RESOURCE_READ,
          Event.RESOURCE_REGISTER,
          Event.GRANT_LIST,
          Event.TEAM_READ,
          Event.TEAM_MEMBERS,
          Event.ORG_READ,
          Event.ACCESS_LOOKUP_RESOURCES,
          Event.ACCESS_REACH);

  private KeyPolicy() {}

  /** Returns whether a call can be made through a key at all. */
  public static boolean opens(Event event) {
    return WITHIN_SCOPE.contains(event) || OF_WHOLE_SCOPE.contains(event);
  }

  /** Returns whether a call can be made through a key with a narrower scope. */
  static boolean opensWithinScope(Event event) {
    return WITHIN_SCOPE.contains(event);
  }
}
