package dev.bailiwick.password;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.Conflict;

/** The state of an account does not permit a change of its password. Nothing was changed. */
public final class PasswordConflict extends Conflict {
  private static final long serialVersionUID = 1L;

  /** The reasons. */
  public enum Reason {
    /** The account has a password: its person changes or resets it. */
    HAS_PASSWORD,
    /** The account has no address to which a code can go, or its person signs in by an identity. */
    NO_CODE,
    /** Codes for the account were asked for once within a minute, or five times within a day. */
    TOO_OFTEN
  }

  private final Reason reason;

  /** Names the reason. */
  public PasswordConflict(Reason reason) {
    super("password: " + given(reason, "reason"));
    this.reason = reason;
  }

  /** Returns the reason. */
  public Reason reason() {
    return reason;
  }
}
