package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.Conflict;

/**
 * Another account has the address as its verified address, or waits in the same org for the person
 * of this address.
 */
public final class EmailTaken extends Conflict {
  private static final long serialVersionUID = 1L;

  private final String email;

  /** Names the address. */
  public EmailTaken(Email email) {
    super("another account has the address " + given(email, "email"));
    this.email = email.address();
  }

  /** The address, in canonical form. */
  public String email() {
    return email;
  }
}
