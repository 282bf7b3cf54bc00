package dev.bailiwick.password;

import dev.bailiwick.error.BailiwickException;

/**
 * The sign-in, the first factor or the code is refused. The exception does not say why: an unknown
 * address, a wrong password, an account that cannot be used and a delay after failed attempts look
 * the same.
 */
public final class SignInRefused extends BailiwickException {
  private static final long serialVersionUID = 1L;

  /** Says nothing more. */
  public SignInRefused() {
    super("refused");
  }
}
