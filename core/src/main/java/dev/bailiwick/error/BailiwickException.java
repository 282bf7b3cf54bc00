package dev.bailiwick.error;

/**
 * The root of every failure that the library reports. The message names the thing and the rule. It
 * never holds a secret, and never reveals whether a thing exists that the actor may not see.
 */
public abstract class BailiwickException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with a message for developers. */
  protected BailiwickException(String message) {
    super(message);
  }

  /** A failure with another failure as its cause. */
  protected BailiwickException(String message, Throwable cause) {
    super(message, cause);
  }
}
