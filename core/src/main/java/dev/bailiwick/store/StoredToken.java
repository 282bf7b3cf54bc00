package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.key.AccessToken;

/**
 * An access token with the hash of its secret.
 *
 * @param token the token
 * @param hash the SHA-256 of the secret, in hexadecimal
 */
public record StoredToken(AccessToken token, String hash) {
  /** Refuses a null. */
  public StoredToken {
    given(token, "token");
    given(hash, "token.hash");
  }
}
