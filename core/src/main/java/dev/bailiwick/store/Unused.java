package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import java.time.Instant;
import java.util.Optional;

/**
 * The id of a thing that was not used for some time.
 *
 * @param id the id
 * @param last its last use; empty if none is on record
 */
public record Unused<K>(K id, Optional<Instant> last) {
  /** Refuses a null. */
  public Unused {
    given(id, "unused.id");
    given(last, "unused.last");
  }
}
