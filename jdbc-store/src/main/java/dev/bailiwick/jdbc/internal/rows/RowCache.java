package dev.bailiwick.jdbc.internal.rows;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The rows of one kind that were read by one kind of key, and the keys that have no row. */
final class RowCache<K, V> {
  private final Map<K, Optional<V>> rows = new HashMap<>();

  /** Returns the row of a key, and searches for it only once. */
  Optional<V> find(K key, Supplier<Optional<V>> search) {
    Optional<V> known = rows.get(key);
    if (known == null) {
      known = search.get();
      rows.put(key, known);
    }
    return known;
  }

  /** Returns the row of a key, or its absence, if it was read before. */
  Optional<Optional<V>> known(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  void put(K key, V row) {
    put(key, Optional.of(row));
  }

  void put(K key, Optional<V> row) {
    rows.put(key, row);
  }

  void putAll(RowCache<K, V> other) {
    rows.putAll(other.rows);
  }

  void clear() {
    rows.clear();
  }
}
