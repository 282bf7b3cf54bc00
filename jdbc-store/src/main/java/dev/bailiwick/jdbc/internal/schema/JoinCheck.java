package dev.bailiwick.jdbc.internal.schema;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.jdbc.UnsuitableDatabase;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import dev.bailiwick.jdbc.internal.connection.OwnTransaction;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Writes a row in a transaction of the host's, which is rolled back, and looks whether it is gone.
 * The row is an operation of 1970, which is in nobody's way should it be left behind.
 */
public final class JoinCheck {
  private static final String ROW = " WHERE tenant = 0 AND actor = 'system bailiwick' AND id = ?";

  private final DataSource dataSource;
  private final Dialect dialect;
  private final int usualIsolation;
  private final String id = "join-check " + UUID.randomUUID();
  private int writes;
  private boolean seen;

  public JoinCheck(DataSource dataSource, Dialect dialect, int usualIsolation) {
    this.dataSource = dataSource;
    this.dialect = dialect;
    this.usualIsolation = usualIsolation;
  }

  public void run(Consumer<Runnable> rollingBack) throws SQLException {
    requireNoTransaction();
    rollingBack.accept(this::write);
    if (writes != 1) {
      throw new InvalidParameter("rollingBack", "must run the given work exactly once");
    }
    requireNoTransaction();
    if (isThere()) {
      try (Connection connection = dataSource.getConnection()) {
        new Sql(connection, dialect).update(Query.of("DELETE FROM bailiwick_operation" + ROW, id));
      }
      throw notJoined("the writes of the store stay when the host's transaction has rolled back");
    }
    if (!seen) {
      throw notJoined("the writes of the store are lost before the host's transaction ends");
    }
  }

  private void requireNoTransaction() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (!connection.getAutoCommit()) {
        throw new IllegalStateException("the check must be called outside of a transaction");
      }
    }
  }

  private static UnsuitableDatabase notJoined(String seen) {
    return new UnsuitableDatabase(
        Reason.NOT_JOINED,
        seen
            + ": make the store over a data source that gives out the connection of the transaction"
            + " (with Spring a TransactionAwareDataSourceProxy over the very pool of the"
            + " transaction manager), and have the check's transaction rolled back");
  }

  private void write() {
    writes++;
    try (Connection connection = dataSource.getConnection()) {
      if (connection.getAutoCommit()) {
        try (OwnTransaction own =
            OwnTransaction.begin(connection, dialect, usualIsolation, false)) {
          insert(own.sql());
          own.commit();
        } catch (OwnTransaction.InBranch branch) {
          insert(new Sql(connection, dialect));
        }
      } else {
        insert(new Sql(connection, dialect));
      }
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
    seen = isThere();
  }

  private void insert(Sql sql) {
    sql.update(
        Query.of(
            "INSERT INTO bailiwick_operation (tenant, actor, id, digest, result, at)"
                + " VALUES (0, 'system bailiwick', ?, '', '', 0)",
            id));
  }

  /**
   * Whether the row is there for the next connection of the thread.
   *
   * @throws StoreFailure if the database fails
   */
  private boolean isThere() {
    try (Connection connection = dataSource.getConnection()) {
      return new Sql(connection, dialect)
          .find(Query.of("SELECT at FROM bailiwick_operation" + ROW, id), Row::number)
          .isPresent();
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }
}
