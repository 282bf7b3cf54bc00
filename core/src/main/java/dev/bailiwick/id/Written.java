package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;

/**
 * The result of a change, and the revision that the change made.
 *
 * @param value the list, or the value, after the change
 * @param revision the revision of every tenant that the change touched; the current one if nothing
 *     had to be changed
 */
public record Written<T>(T value, Revision revision) {
  /** Refuses a null. */
  public Written {
    given(value, "written.value");
    given(revision, "written.revision");
  }
}
