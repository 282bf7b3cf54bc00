package dev.bailiwick.key;

import static dev.bailiwick.error.InvalidParameter.given;

import java.time.Instant;
import java.util.Optional;

/**
 * An API key that was not used for some time.
 *
 * @param key the key
 * @param lastUse the last use of the key, to the minute; empty if none is on record
 */
public record UnusedKey(ApiKey key, Optional<Instant> lastUse) {
  /** Refuses a null. */
  public UnusedKey {
    given(key, "unused.key");
    given(lastUse, "unused.last_use");
  }
}
