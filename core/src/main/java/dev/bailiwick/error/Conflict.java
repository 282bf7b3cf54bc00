package dev.bailiwick.error;

/**
 * The request is well formed and permitted, but the state of things forbids it: a duplicate, or an
 * invariant that it would break. Nothing was changed.
 */
public abstract class Conflict extends BailiwickException {
  private static final long serialVersionUID = 1L;

  /** A failure of this kind with the text that a developer reads. */
  protected Conflict(String message) {
    super(message);
  }
}
