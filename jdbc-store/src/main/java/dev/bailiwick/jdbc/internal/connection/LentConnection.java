package dev.bailiwick.jdbc.internal.connection;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/** A connection that the host lends, inside a transaction of the host. */
public final class LentConnection implements Snapshot {
  private static final String SAVEPOINT = "bailiwick";

  private final Connection connection;
  private final Sql sql;

  public LentConnection(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.sql = Sql.lent(connection, dialect);
  }

  @Override
  public Sql sql() {
    return sql;
  }

  @Override
  public <T> T readFirst(Function<Sql, T> read, BiPredicate<T, Sql> holds) {
    return read.apply(sql);
  }

  @Override
  public Dialect dialect() {
    return sql.dialect();
  }

  public Connection connection() {
    return connection;
  }

  /**
   * Requires that the host has begun a transaction.
   *
   * @throws IllegalStateException if it has not
   */
  public void requireTransaction() throws SQLException {
    if (connection.getAutoCommit() && !dialect().hasHiddenBranch(connection)) {
      throw new IllegalStateException("a lent connection must be in a transaction of the host's");
    }
  }

  /** Whether every statement of the transaction sees the data committed before it. */
  public boolean readsCommitted() throws SQLException {
    return Dialect.readsCommitted(connection.getTransactionIsolation());
  }

  /**
   * Runs a unit of work within a savepoint: a unit that fails leaves nothing behind.
   *
   * @throws StoreFailure if the unit fails and cannot be undone
   */
  public <R> R withinSavepoint(Supplier<R> unit) throws SQLException {
    execute("SAVEPOINT ");
    try {
      R result = unit.get();
      execute("RELEASE SAVEPOINT ");
      return result;
    } catch (SQLException e) {
      throw undone(dialect().failure(e));
    } catch (RuntimeException e) {
      throw undone(e);
    } catch (Error e) {
      throw undone(e);
    }
  }

  /**
   * Undoes a unit of work, so that the host's transaction can go on without it.
   *
   * @return the reason of the failure
   * @throws StoreFailure if it cannot be undone
   */
  private <E extends Throwable> E undone(E reason) {
    try {
      execute("ROLLBACK TO SAVEPOINT ");
      execute("RELEASE SAVEPOINT ");
      return reason;
    } catch (SQLException gone) {
      // The database has undone the whole transaction, or the connection is lost.
      reason.addSuppressed(gone);
      boolean retryable = !(reason instanceof StoreFailure failure) || failure.retryable();
      throw new StoreFailure("the unit of work could not be undone: roll back", retryable, reason);
    }
  }

  /** Not by the methods of JDBC: PostgreSQL's driver refuses them in a branch of XA. */
  private void execute(String begin) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(begin + SAVEPOINT);
    }
  }
}
