package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.NotFound;
import dev.bailiwick.id.UserId;

/** The person has not asked to join the org, or the request has ended. */
public final class NoSuchJoinRequest extends NotFound {
  private static final long serialVersionUID = 1L;

  /** Names the person. */
  public NoSuchJoinRequest(UserId user) {
    super("no request to join of " + given(user, "user"));
  }
}
