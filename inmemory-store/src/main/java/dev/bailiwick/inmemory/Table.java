package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.store.Slice;
import java.util.Comparator;
import java.util.stream.Stream;
import org.pcollections.TreePMap;

/**
 * Rows by key within a group; both are sorted. A group without rows is not stored.
 *
 * @param groups the groups that have rows
 * @param none a group without rows
 */
record Table<G, K, V>(TreePMap<G, TreePMap<K, V>> groups, TreePMap<K, V> none) {

  static <G, K, V> Table<G, K, V> by(Comparator<? super G> groups, Comparator<? super K> keys) {
    return new Table<>(TreePMap.empty(groups), TreePMap.empty(keys));
  }

  /** The rows of a group. */
  TreePMap<K, V> of(G group) {
    TreePMap<K, V> rows = groups.get(group);
    return rows == null ? none : rows;
  }

  Table<G, K, V> with(G group, K key, V row) {
    return new Table<>(groups.plus(group, of(group).plus(key, row)), none);
  }

  Table<G, K, V> without(G group, K key) {
    TreePMap<K, V> rows = of(group).minus(key);
    return new Table<>(rows.isEmpty() ? groups.minus(group) : groups.plus(group, rows), none);
  }

  /** The rows that a slice asks for. */
  static <K, V> ImmutableList<V> slice(TreePMap<K, V> rows, Slice<K> slice) {
    return limited(after(rows, slice).values().stream(), slice);
  }

  /** The keys that a slice asks for. */
  static <K> ImmutableList<K> sliceOfKeys(TreePMap<K, ?> rows, Slice<K> slice) {
    return limited(after(rows, slice).keySet().stream(), slice);
  }

  /** All rows strictly after the start key of a slice, without its limit. */
  static <K, V> TreePMap<K, V> after(TreePMap<K, V> rows, Slice<K> slice) {
    return slice.after().map(key -> rows.tailMap(key, false)).orElse(rows);
  }

  /** The first entries, at most as many as a slice asks for. */
  static <T> ImmutableList<T> limited(Stream<T> all, Slice<?> slice) {
    return all.limit(slice.limit()).collect(ImmutableList.toImmutableList());
  }
}
