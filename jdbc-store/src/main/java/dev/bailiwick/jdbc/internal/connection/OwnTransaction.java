package dev.bailiwick.jdbc.internal.connection;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A transaction on a connection of the store's own, which is restored to its earlier state. */
public final class OwnTransaction implements Snapshot, AutoCloseable {
  private final Connection connection;
  private final Dialect dialect;
  private final Sql sql;
  private int isolationBefore = Connection.TRANSACTION_NONE;
  private boolean committed;

  /**
   * The connection is in a branch of an XA transaction of the host's, though its driver shows
   * autocommit: the store has to join it.
   */
  public static final class InBranch extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public InBranch(SQLException cause) {
      super("the connection is in an XA transaction of the host's", cause);
    }
  }

  private OwnTransaction(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
    this.sql = new Sql(connection, dialect);
  }

  /**
   * Begins a transaction: one that reads a snapshot, or one in which each statement reads the
   * committed data.
   *
   * @throws InBranch if the connection is in a transaction of the host
   */
  public static OwnTransaction begin(
      Connection connection, Dialect dialect, int usualIsolation, boolean reading) {
    OwnTransaction begun = new OwnTransaction(connection, dialect);
    try {
      try {
        connection.setAutoCommit(false);
      } catch (SQLException e) {
        if (dialect.isInBranch(e)) {
          throw new InBranch(e);
        }
        throw e;
      }
      begun.isolationBefore = dialect.isolate(connection, usualIsolation, reading);
      return begun;
    } catch (SQLException e) {
      StoreFailure failure = dialect.failure(e);
      try {
        begun.close();
      } catch (StoreFailure second) {
        failure.addSuppressed(second);
      }
      throw failure;
    }
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
    return dialect;
  }

  /**
   * Commits.
   *
   * @throws StoreFailure if that fails; unless it is retryable, it is unknown whether the
   *     transaction was committed
   */
  public void commit() {
    try {
      connection.commit();
      committed = true;
    } catch (SQLException e) {
      if (dialect.conflict(e)) {
        throw dialect.failure(e);
      }
      throw isOfBranch(e)
          ? inBranch(e)
          : new StoreFailure("whether it was committed is not known: " + e.getMessage(), false, e);
    }
  }

  /** Undoes uncommitted writes, and restores the connection to its earlier state. */
  @Override
  public void close() {
    StoreFailure failure = null;
    if (!committed) {
      failure = tried(connection::rollback, failure);
      if (failure != null) {
        // Switching autocommit on would commit the writes that could not be undone.
        throw tried(() -> connection.abort(Runnable::run), failure);
      }
    }
    failure = tried(() -> connection.setAutoCommit(true), failure);
    if (isolationBefore != Connection.TRANSACTION_NONE) {
      failure = tried(() -> connection.setTransactionIsolation(isolationBefore), failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** A step that is taken even if an earlier one has failed. */
  private interface Step {
    /** Takes the step. */
    void run() throws SQLException;
  }

  private @Nullable StoreFailure tried(Step step, @Nullable StoreFailure before) {
    try {
      step.run();
      return before;
    } catch (SQLException e) {
      if (before != null) {
        before.addSuppressed(e);
        return before;
      }
      return failedAfterwards(committed, e);
    }
  }

  /** The failure if the connection could not be restored. */
  public static StoreFailure failedAfterwards(boolean committed, SQLException e) {
    if (!committed && isOfBranch(e)) {
      return inBranch(e);
    }
    String state = committed ? "it is committed, but" : "nothing is changed, and";
    return new StoreFailure(
        state + " the connection failed afterwards: " + e.getMessage(), !committed, e);
  }

  /** Whether MariaDB refuses to end a transaction, since it is a branch of the host's. */
  private static boolean isOfBranch(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith("XA");
  }

  private static StoreFailure inBranch(SQLException e) {
    return new StoreFailure(
        "nothing is changed: in an XA transaction, switch autocommit off: " + e.getMessage(),
        false,
        e);
  }
}
