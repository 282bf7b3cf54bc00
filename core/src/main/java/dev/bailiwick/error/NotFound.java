package dev.bailiwick.error;

/**
 * A thing that the call names by id, name or address does not exist, or is out of the actor's
 * reach. The library never shows which of the two is the case.
 */
public abstract class NotFound extends BailiwickException {
  private static final long serialVersionUID = 1L;

  /** A failure of this kind with a message for developers. */
  protected NotFound(String message) {
    super(message);
  }
}
