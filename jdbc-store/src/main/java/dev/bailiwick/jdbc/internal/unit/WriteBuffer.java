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

  private final Sql sql;
  private final List<Query> writes = new ArrayList<>();
  private final Set<WrittenRow> rows = new HashSet<>();
  private boolean open = true;

  /** A row of a table, told from the others by its key. */
  private record WrittenRow(Table table, Object key) {}

  WriteBuffer(Sql sql) {
    this.sql = sql;
  }

  /** Adds a write of a row. A write of a row that is in the buffer already sends that one first. */
  void add(Table table, Object row, Query write) {
    requireOpen();
    int parameters = writes.stream().mapToInt(query -> query.parameters().size()).sum();
    // One statement can change a row only once, and in no defined order.
    if (contains(table, row) || parameters + write.parameters().size() > PARAMETERS) {
      flush();
    }
    writes.add(write);
    rows.add(new WrittenRow(table, row));
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
    if (all.size() == 1) {
      sql.update(all.get(0));
    } else if (!all.isEmpty()) {
      sql.update(sql.dialect().joined(all));
    }
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
    rows.clear();
    return all;
  }
}
