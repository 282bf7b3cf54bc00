package dev.bailiwick.user;

import dev.bailiwick.error.NotFound;

/**
 * The code is not the latest one of the account, or has ended; or the account does not have the
 * address as a verified one besides its primary one.
 */
public final class NoSuchAddress extends NotFound {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. It repeats neither a code nor an address. */
  public NoSuchAddress() {
    super("no such address or code of this account, or it has ended");
  }
}
