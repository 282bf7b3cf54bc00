package dev.bailiwick.key;

import static dev.bailiwick.error.InvalidParameter.given;

/**
 * A new access token. Its secret is shown this once.
 *
 * @param token the token
 * @param secret the secret
 */
public record IssuedAccessToken(AccessToken token, AccessTokenSecret secret) {
  /** Refuses a null. */
  public IssuedAccessToken {
    given(token, "issued.token");
    given(secret, "issued.secret");
  }
}
