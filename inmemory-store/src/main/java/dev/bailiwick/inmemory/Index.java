package dev.bailiwick.inmemory;

import java.util.Comparator;
import org.pcollections.TreePMap;

/**
 * Rows by key within a group within a section; all three are sorted. Groups and sections without
 * rows are absent.
 *
 * @param sections the sections that have rows
 * @param none a section without rows
 */
record Index<S, G, K, V>(TreePMap<S, Table<G, K, V>> sections, Table<G, K, V> none) {

  static <S, G, K, V> Index<S, G, K, V> by(
      Comparator<? super S> sections, Comparator<? super G> groups, Comparator<? super K> keys) {
    return new Index<>(TreePMap.empty(sections), Table.by(groups, keys));
  }

  /** The groups of a section. */
  Table<G, K, V> of(S section) {
    Table<G, K, V> table = sections.get(section);
    return table == null ? none : table;
  }

  Index<S, G, K, V> with(S section, G group, K key, V row) {
    return new Index<>(sections.plus(section, of(section).with(group, key, row)), none);
  }

  Index<S, G, K, V> without(S section, G group, K key) {
    Table<G, K, V> table = of(section).without(group, key);
    return new Index<>(
        table.groups().isEmpty() ? sections.minus(section) : sections.plus(section, table), none);
  }
}
