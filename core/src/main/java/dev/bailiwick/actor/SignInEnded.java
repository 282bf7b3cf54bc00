package dev.bailiwick.actor;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.id.UserId;

/**
 * The user is not signed in: the sign-in has ended, or the account cannot be used. The exception
 * does not say which. The host asks the user to sign in again.
 */
public final class SignInEnded extends NotPermitted {
  private static final long serialVersionUID = 1L;

  private final long user;

  /** Names the user. */
  public SignInEnded(UserId user) {
    super("not signed in: " + given(user, "user"));
    this.user = user.value();
  }

  /** Returns the user. */
  public UserId user() {
    return new UserId(user);
  }
}
