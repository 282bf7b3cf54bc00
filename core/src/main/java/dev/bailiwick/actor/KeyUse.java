package dev.bailiwick.actor;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.ApiKeyId;

/**
 * The use of an API key by a session.
 *
 * @param key the key
 * @param rotation the number of the secret that was shown: 0 for the first one
 */
public record KeyUse(ApiKeyId key, long rotation) {
  /** Refuses a null. */
  public KeyUse {
    given(key, "key");
  }
}
