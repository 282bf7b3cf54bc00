package dev.bailiwick.access;

import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.grant.Grant;

/**
 * Receives events that the answers of the library do not show. It is called on the thread of the
 * call, and never while a tenant is locked. An exception that it throws reaches the caller.
 */
public interface Listener {
  /** A listener that ignores every event. */
  Listener NONE = new Listener() {};

  /** An actor was refused. The audit log has no entries for refusals. */
  default void refused(Actor actor, Event event, NotPermitted refusal) {}

  /**
   * A change was committed with this entry in the log. Called once for each change that a session
   * of this process made, except for imports, and for changes in a transaction of the host, which
   * the host commits itself. A process that fails after the commit does not make the call: to miss
   * nothing, read the log on from the last known number ({@code AuditLog.ofOrgAfter}).
   */
  default void committed(AuditEntry entry) {}

  /**
   * An actor was authenticated, and the store failed to record the last use of the key. The actor
   * is good all the same; the list of unused keys may name the key.
   */
  default void useNotRecorded(Actor actor, StoreFailure failure) {}

  /**
   * A decision met a grant of a role that neither the model nor the org defines. The grant gave
   * nothing.
   */
  default void unknownRole(Grant grant) {}
}
