package dev.bailiwick.internal.call;

/**
 * A right that a call needs, as data. A call lists its needs; the actor must meet at least one of
 * them.
 *
 * @param <T> the thing that is read while the right is checked, such as the org
 */
public interface Need<T> {
  /**
   * Checks that the actor has the right.
   *
   * @return the thing that the right is about
   * @throws dev.bailiwick.error.NotPermitted if the actor does not have the right
   * @throws dev.bailiwick.error.NotFound if the thing does not exist for the actor
   */
  T check(Caller caller);
}
