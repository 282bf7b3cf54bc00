package dev.bailiwick.internal.write;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;

/**
 * One change that a host can request, with its arguments. An instance is immutable and holds no
 * secret, because a digest of it is stored.
 *
 * <p>The {@link WritePath} calls {@link #plan} first without a lock, so that the call of a refused
 * actor makes no other call wait. It calls {@link #plan} again under the locks that the plan names.
 * Then it calls {@link #apply}.
 *
 * @param <P> the things that the plan has read and that the change needs
 * @param <R> the result
 */
public interface Command<P, R> {
  /** The name of the change in the audit log, in refusals and for the listener. */
  Event event();

  /**
   * The rights of which the actor must have at least one; {@link #plan} must require one of them.
   */
  ImmutableSet<Need<?>> needs(Actor actor);

  /**
   * Writes every argument to the digest. Two requests that differ in one argument are then two
   * different requests.
   */
  void describe(RequestDigest digest);

  /** The form in which the result is kept for a retry under the same operation id. */
  StoredResult<R> result();

  /**
   * Authorises the change and reads the things that it needs. Writes nothing.
   *
   * @throws dev.bailiwick.error.BailiwickException if the actor may not make the change, or the
   *     change is not valid
   */
  Plan<P> plan(Caller caller);

  /** Makes the change as planned. The caller holds the locks of the plan. */
  R apply(Change change, P found);
}
