package dev.bailiwick.page;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import java.util.Optional;

/**
 * Which page of a list: how many entries, and where to go on.
 *
 * @param size at most this many entries, 1 to {@link Limits#PAGE}
 * @param token the {@link Page#next} of the page before; empty for the first
 */
public record PageRequest(int size, Optional<String> token) {
  /** Refuses a size out of bounds. */
  public PageRequest {
    given(token, "page.token");
    InvalidParameter.unless(
        size >= 1 && size <= Limits.PAGE, "page.size", "must be 1 to " + Limits.PAGE);
  }

  /** The first page of {@code size} entries. */
  public static PageRequest first(int size) {
    return new PageRequest(size, Optional.empty());
  }

  /** The first page of 100 entries. */
  public static PageRequest first() {
    return first(100);
  }

  /** The page after, of the same size. */
  public PageRequest after(String next) {
    return new PageRequest(size, Optional.of(given(next, "page.next")));
  }
}
