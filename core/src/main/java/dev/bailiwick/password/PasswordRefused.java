package dev.bailiwick.password;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.BailiwickException;

/** The policy does not accept a new password. Nothing was changed. */
public final class PasswordRefused extends BailiwickException {
  private static final long serialVersionUID = 1L;

  private final PasswordFault fault;

  /** Names the rule that the password breaks. */
  public PasswordRefused(PasswordFault fault) {
    super("password: " + given(fault, "fault"));
    this.fault = fault;
  }

  /** Returns the rule that the password breaks. */
  public PasswordFault fault() {
    return fault;
  }
}
