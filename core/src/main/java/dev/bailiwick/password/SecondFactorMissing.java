package dev.bailiwick.password;

import dev.bailiwick.error.BailiwickException;

/** The host has a second factor, and a password alone makes no actor. */
public final class SecondFactorMissing extends BailiwickException {
  private static final long serialVersionUID = 1L;

  /** Names the call that the host makes after the second factor. */
  public SecondFactorMissing() {
    super("the password is not the only factor: call completeAfterSecondFactor");
  }
}
