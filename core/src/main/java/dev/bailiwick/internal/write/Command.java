package dev.bailiwick.internal.write;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;

/**
 * One change that a host can ask for, with its arguments. An instance is immutable, and holds no
 * secret: its digest is stored.
 *
 * <p>The {@link WritePath} calls {@link #plan} without a lock, so that a refused actor holds nobody
 * up, and again under the locks that the plan names. Then it calls {@link #apply}.
 *
 * @param <P> what the plan found and the change goes on from
 * @param <R> the result
 */
public interface Command<P, R> {
  /** The name of the change in the audit log, in refusals and for the listener. */
  Event event();

  /** The rights of which the actor must have one; {@link #plan} requires at least one of them. */
  ImmutableSet<Need<?>> needs(Actor actor);

  /** Writes every argument, so that a request that differs in one of them is another request. */
  void describe(RequestDigest digest);

  /** The form in which the result is kept for a retry under the same operation id. */
  StoredResult<R> result();

  /**
   * Authorises the change and finds what it is about. Reads only.
   *
   * @throws dev.bailiwick.error.BailiwickException if the actor may not, or the change is not valid
   */
  Plan<P> plan(Caller caller);

  /** Makes the change as planned. The locks of the plan are held. */
  R apply(Change change, P found);
}
