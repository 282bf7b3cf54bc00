package dev.bailiwick.jdbc.internal.connection;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Sql;
import java.sql.Connection;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a connection of the store's own. The facts of a decision, if nothing was read
 * before, are one statement and so a snapshot by themselves, without a transaction. Every other
 * statement begins a transaction that reads a snapshot, and the facts are read in it once more.
 */
public final class OwnSnapshot implements Snapshot, AutoCloseable {
  /** Data changed between the first statement and the snapshot: the question is run again. */
  public static final class Moved extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Connection connection;
  private final Dialect dialect;
  private final int usualIsolation;
  private boolean mayBeAlone;
  private @Nullable OwnTransaction transaction;
  private @Nullable Predicate<Sql> firstHolds;

  /**
   * A snapshot that begins with the first statement.
   *
   * @param mayBeAlone whether the first facts may be read without a transaction
   */
  public OwnSnapshot(
      Connection connection, Dialect dialect, int usualIsolation, boolean mayBeAlone) {
    this.connection = connection;
    this.dialect = dialect;
    this.usualIsolation = usualIsolation;
    this.mayBeAlone = mayBeAlone;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public Sql sql() {
    if (transaction == null) {
      mayBeAlone = false;
      transaction = OwnTransaction.begin(connection, dialect, usualIsolation, true);
      if (firstHolds != null && !firstHolds.test(transaction.sql())) {
        throw new Moved();
      }
    }
    return transaction.sql();
  }

  @Override
  public <T> T readFirst(Function<Sql, T> read, BiPredicate<T, Sql> holds) {
    if (!mayBeAlone) {
      return read.apply(sql());
    }
    mayBeAlone = false;
    T alone = read.apply(new Sql(connection, dialect));
    firstHolds = sql -> holds.test(alone, sql);
    return alone;
  }

  /**
   * Ends the transaction, if there was one.
   *
   * @throws StoreFailure if the connection cannot be restored to its earlier state
   */
  @Override
  public void close() {
    if (transaction != null) {
      transaction.close();
    }
  }
}
