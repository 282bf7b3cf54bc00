package dev.bailiwick.error;

/** The actor may see the thing, but not do this to it. Nothing was changed. */
public abstract class NotPermitted extends BailiwickException {
  private static final long serialVersionUID = 1L;

  /** A failure of this kind with the text that a developer reads. */
  protected NotPermitted(String message) {
    super(message);
  }
}
