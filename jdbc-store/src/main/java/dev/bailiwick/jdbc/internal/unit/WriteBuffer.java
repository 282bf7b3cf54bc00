package dev.bailiwick.jdbc.internal.unit;

import dev.bailiwick.jdbc.internal.rows.Table;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The writes of a unit of work that wait to be sent together, as one statement. Every read of the
 * unit calls {@link #flush} first, so that it sees the writes before it.
 */
final class WriteBuffer {
  /** The number of parameters of a joined statement, unless one write alone has more. */
  private static final int PARAMETERS = 1_000;

  /** The number of writes that wait at most. */
  private static final int WAITING = 10_000;

  private final Sql sql;
  private final List<Query> writes = new ArrayList<>();
  private final Set<WrittenRow> rows = new HashSet<>();
  private int parameters;
  private boolean open = true;

  /** A row of a table, told from the others by its key. */
  private record WrittenRow(Table table, Object key) {}

  WriteBuffer(Sql sql) {
    this.sql = sql;
  }

  /** Adds a write of a row. A write of a row that is in the buffer already sends that one first. */
  void add(Table table, Object row, Query write) {
    requireOpen();
    // One statement can change a row only once, and in no defined order.
    if (contains(table, row) || writes.size() == WAITING) {
      flush();
    }
    writes.add(write);
    parameters += write.parameters().size();
    rows.add(new WrittenRow(table, row));
  }

  /** Whether the writes in the buffer are too many for one statement. */
  boolean isLarge() {
    return parameters > PARAMETERS;
  }

  boolean contains(Table table, Object row) {
    return rows.contains(new WrittenRow(table, row));
  }

  /** Sends the writes in the buffer, if there are any. */
  void flush() {
    flushWith(List.of());
  }

  /** Sends the writes in the buffer together with these, which come last. */
  void flushWith(List<Query> last) {
    List<Query> all = take();
    all.addAll(last);
    if (size(all) > PARAMETERS) {
      sendInTurn(all);
    } else {
      sendJoined(all);
    }
  }

  private static int size(List<Query> queries) {
    return queries.stream().mapToInt(query -> query.parameters().size()).sum();
  }

  private void sendJoined(List<Query> queries) {
    if (queries.size() == 1) {
      sql.update(queries.get(0));
    } else if (!queries.isEmpty()) {
      sql.update(sql.dialect().joined(queries));
    }
  }

  /**
   * Sends writes in their order, as few statements: writes of the same text that follow each other
   * are one statement with many rows, and the others are joined.
   */
  private void sendInTurn(List<Query> all) {
    List<Query> joined = new ArrayList<>();
    int next = 0;
    while (next < all.size()) {
      String text = all.get(next).text();
      int end = next + 1;
      while (end < all.size() && all.get(end).text().equals(text)) {
        end++;
      }
      List<Query> same = all.subList(next, end);
      if (same.size() > 1 || size(joined) + size(same) > PARAMETERS) {
        sendJoined(joined);
        joined = new ArrayList<>();
      }
      if (same.size() > 1) {
        sql.updateAll(same);
      } else {
        joined.addAll(same);
      }
      next = end;
    }
    sendJoined(joined);
  }

  /** Forgets the writes in the buffer, and refuses all calls from now on. */
  void close() {
    take();
    open = false;
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the unit of work has ended");
    }
  }

  /** Removes the writes from the buffer; the caller sends them. */
  List<Query> take() {
    requireOpen();
    List<Query> all = new ArrayList<>(writes);
    writes.clear();
    parameters = 0;
    rows.clear();
    return all;
  }
}
