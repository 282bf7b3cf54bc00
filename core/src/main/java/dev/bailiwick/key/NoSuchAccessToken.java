package dev.bailiwick.key;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.NotFound;
import dev.bailiwick.id.AccessTokenId;

/** There is no such access token, or it is out of the actor's reach. */
public final class NoSuchAccessToken extends NotFound {
  private static final long serialVersionUID = 1L;

  private final long token;

  /** Names the token. */
  public NoSuchAccessToken(AccessTokenId token) {
    super("no such access token: " + given(token, "token"));
    this.token = token.value();
  }

  /** Returns the token. */
  public AccessTokenId token() {
    return new AccessTokenId(token);
  }
}
