package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.Limits;
import java.util.Optional;

/**
 * What a store is asked for when it lists by key: the entries strictly after {@code after}, in the
 * order of the keys, at most {@code limit} of them.
 *
 * @param after the key to go on from; empty for the beginning
 * @param limit 1 to {@link Limits#PAGE} + 1
 */
public record Slice<K>(Optional<K> after, int limit) {
  /** Refuses a null. */
  public Slice {
    given(after, "slice.after");
  }

  /** As many as a store must be able to give at once, from the beginning. */
  public static <K> Slice<K> first() {
    return new Slice<>(Optional.empty(), Limits.PAGE);
  }

  /** The same number of entries, strictly after {@code key}. */
  public Slice<K> after(K key) {
    return new Slice<>(Optional.of(given(key, "slice.after")), limit);
  }
}
