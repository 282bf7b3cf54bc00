package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.NotFound;
import dev.bailiwick.id.UserId;

/** There is no such user, or the actor cannot reach the user. */
public final class NoSuchUser extends NotFound {
  private static final long serialVersionUID = 1L;

  private final String user;

  /** Names the user as the caller did. */
  public NoSuchUser(UserId user) {
    this(given(user, "user").toString());
  }

  /** Names the user as the caller did, by address or identity. */
  public NoSuchUser(String user) {
    super("no such user: " + given(user, "user"));
    this.user = user;
  }

  /** The user, as the caller named them. */
  public String user() {
    return user;
  }
}
