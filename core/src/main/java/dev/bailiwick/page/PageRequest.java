package dev.bailiwick.page;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import java.util.Optional;

/**
 * The request for one page of a list: the number of entries, and the place where the page begins.
 *
 * @param size the greatest number of entries, 1 to {@link Limits#PAGE}
 * @param token the {@link Page#next} of the page before; empty for the first page
 */
public record PageRequest(int size, Optional<String> token) {
  /** Refuses a size out of bounds. */
  public PageRequest {
    given(token, "page.token");
    InvalidParameter.unless(
        size >= 1 && size <= Limits.PAGE, "page.size", "must be 1 to " + Limits.PAGE);
  }

  /** Returns the request for the first page, of {@code size} entries. */
  public static PageRequest first(int size) {
    return new PageRequest(size, Optional.empty());
  }

  /** Returns the request for the first page, of 100 entries. */
  public static PageRequest first() {
    return first(100);
  }

  /** Returns the request for the page after a token, with the same size. */
  public PageRequest after(String next) {
    return new PageRequest(size, Optional.of(given(next, "page.next")));
  }
}
