package dev.bailiwick.password;

import dev.bailiwick.error.BailiwickException;

/**
 * The call is about passwords, and the host has not switched them on with {@code
 * Bailiwick.withCredentials(…)}. Nothing was read or changed.
 */
public final class NoCredentials extends BailiwickException {
  private static final long serialVersionUID = 1L;

  /** Names the call that switches passwords on. */
  public NoCredentials() {
    super("passwords are not switched on: call Bailiwick.withCredentials first");
  }
}
