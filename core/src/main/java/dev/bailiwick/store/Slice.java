package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.Limits;
import java.util.Optional;

/**
 * The request for one part of a list that is ordered by key: the entries strictly after {@code
 * after}, in the order of the keys, at most {@code limit} of them.
 *
 * @param after the key after which the slice begins; empty for the beginning of the list
 * @param limit the greatest number of entries, 1 to {@link Limits#PAGE} + 1
 */
public record Slice<K>(Optional<K> after, int limit) {
  /** Refuses a null. */
  public Slice {
    given(after, "slice.after");
  }

  /** Returns the first slice, with the greatest limit that a store must support. */
  public static <K> Slice<K> first() {
    return new Slice<>(Optional.empty(), Limits.PAGE);
  }

  /** Returns a slice with the same limit, strictly after {@code key}. */
  public Slice<K> after(K key) {
    return new Slice<>(Optional.of(given(key, "slice.after")), limit);
  }
}
