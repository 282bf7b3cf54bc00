package dev.bailiwick.error;

/** The actor may see the thing, but may not do this to it. Nothing was changed. */
public abstract class NotPermitted extends BailiwickException {
  private static final long serialVersionUID = 1L;

  /** A failure of this kind with a message for developers. */
  protected NotPermitted(String message) {
    super(message);
  }
}
