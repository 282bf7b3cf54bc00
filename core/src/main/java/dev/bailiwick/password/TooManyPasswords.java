package dev.bailiwick.password;

import dev.bailiwick.error.BailiwickException;

/**
 * More passwords arrive than this process hashes. Nothing was changed and no attempt was counted.
 * The same call may succeed when it is repeated later.
 */
public final class TooManyPasswords extends BailiwickException {
  private static final long serialVersionUID = 1L;

  /** Says nothing about the account. */
  public TooManyPasswords() {
    super("too many passwords are being checked: try again later");
  }
}
