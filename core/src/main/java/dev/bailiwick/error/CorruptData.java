package dev.bailiwick.error;

import static dev.bailiwick.error.InvalidParameter.given;

/**
 * The stored data break an invariant or cannot be understood: for example a cycle of parents, or a
 * denial of a role that neither the model nor the org defines. A decision that meets them fails; it
 * is never an allow.
 */
public final class CorruptData extends BailiwickException {
  private static final long serialVersionUID = 1L;

  /** Names the stored thing and its fault. */
  public CorruptData(String message) {
    super(given(message, "message"));
  }
}
