package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;

/**
 * What a change left behind, and the revision that it made.
 *
 * @param value the list, or the value, after the change
 * @param revision of every tenant that the change touched; where nothing had to be changed, the
 *     present one
 */
public record Written<T>(T value, Revision revision) {
  /** Refuses a null. */
  public Written {
    given(value, "written.value");
    given(revision, "written.revision");
  }
}
