package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.jdbc.internal.sql.Query;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The results of queries for lists. Long lists are not kept. */
final class QueryCache {
  /** The number of lists that are kept, and of rows in each. */
  private static final int KEPT = 100;

  private final Map<Query, ImmutableList<?>> lists = new HashMap<>();

  /** Returns the result of a query, which always has the same type, and runs it only once. */
  @SuppressWarnings("unchecked")
  <T> ImmutableList<T> list(Query query, Supplier<ImmutableList<T>> run) {
    ImmutableList<?> known = lists.get(query);
    if (known != null) {
      return (ImmutableList<T>) known;
    }
    ImmutableList<T> rows = run.get();
    if (rows.size() <= KEPT) {
      put(query, rows);
    }
    return rows;
  }

  void put(Query query, ImmutableList<?> rows) {
    if (lists.size() < KEPT) {
      lists.put(query, rows);
    }
  }

  void putAll(QueryCache other) {
    lists.putAll(other.lists);
  }

  void clear() {
    lists.clear();
  }
}
