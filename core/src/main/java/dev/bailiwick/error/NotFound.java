package dev.bailiwick.error;

/**
 * Something named by id, name or address does not exist, or lies out of the actor's reach: the two
 * are told apart nowhere.
 */
public abstract class NotFound extends BailiwickException {
  private static final long serialVersionUID = 1L;

  /** A failure of this kind with the text that a developer reads. */
  protected NotFound(String message) {
    super(message);
  }
}
