package dev.bailiwick.jdbc.internal.connection;

import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Sql;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** The connection behind a view, and the snapshot that it reads. */
public interface Snapshot {
  /** The statements that read the snapshot. */
  Sql sql();

  Dialect dialect();

  /**
   * Reads by one statement. If it is the first read of the snapshot, it may run without a
   * transaction; a second statement then checks the result.
   *
   * @param holds whether a result is the same in the snapshot of these statements
   */
  <T> T readFirst(Function<Sql, T> read, BiPredicate<T, Sql> holds);
}
