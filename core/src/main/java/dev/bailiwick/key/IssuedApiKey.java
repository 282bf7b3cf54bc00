package dev.bailiwick.key;

import static dev.bailiwick.error.InvalidParameter.given;

import java.util.Optional;

/**
 * A new secret of an API key. It is shown this once.
 *
 * @param key the key
 * @param secret the secret; empty if the call was repeated under its operation id, because nothing
 *     keeps it: rotate the key then
 */
public record IssuedApiKey(ApiKey key, Optional<ApiKeySecret> secret) {
  /** Refuses a null. */
  public IssuedApiKey {
    given(key, "issued.key");
    given(secret, "issued.secret");
  }
}
