package dev.bailiwick.error;

import static dev.bailiwick.error.InvalidParameter.given;

/**
 * What is stored breaks an invariant or cannot be understood: a cycle of parents, a denial of a
 * role that nobody defines. A decision that meets it fails; it is never an allow.
 */
public final class CorruptData extends BailiwickException {
  private static final long serialVersionUID = 1L;

  /** Names the stored thing and what is wrong with it. */
  public CorruptData(String message) {
    super(given(message, "message"));
  }
}
