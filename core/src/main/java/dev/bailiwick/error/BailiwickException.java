package dev.bailiwick.error;

/**
 * The root of every failure that the library reports. A message names the thing and the rule; it
 * never holds a secret, nor tells whether something exists that the actor may not see.
 */
public abstract class BailiwickException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with the text that a developer reads. */
  protected BailiwickException(String message) {
    super(message);
  }

  /** A failure that another one caused. */
  protected BailiwickException(String message, Throwable cause) {
    super(message, cause);
  }
}
