package dev.bailiwick.error;

/**
 * The request is well formed and permitted, but the stored state does not allow it: it would create
 * a duplicate or break an invariant. Nothing was changed.
 */
public abstract class Conflict extends BailiwickException {
  private static final long serialVersionUID = 1L;

  /** A failure of this kind with a message for developers. */
  protected Conflict(String message) {
    super(message);
  }
}
