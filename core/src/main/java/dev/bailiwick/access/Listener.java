package dev.bailiwick.access;

import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.grant.Grant;

/**
 * What a host may want to hear of beside the answers. Called on the caller's thread, never while a
 * tenant is locked; what it throws reaches the caller.
 */
public interface Listener {
  /** Hears nothing. */
  Listener NONE = new Listener() {};

  /** Somebody was refused. Refusals are no entries of the audit log. */
  default void refused(Actor actor, Event event, NotPermitted refusal) {}

  /** A decision met a grant of a role that neither the model nor the org knows; it gave nothing. */
  default void unknownRole(Grant grant) {}
}
