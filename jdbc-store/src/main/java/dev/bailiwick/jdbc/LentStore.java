package dev.bailiwick.jdbc;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Set;
import java.util.function.Function;

/**
 * The store on a connection in whose transaction the host is.
 *
 * @param store the store itself
 * @param connection the host's
 */
record LentStore(JdbcStore store, Connection connection) implements Store {
  @Override
  public <R> R read(Consistency consistency, Function<View, R> question) {
    requireTransaction();
    return store.readOn(connection, consistency, question);
  }

  @Override
  public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
    requireTransaction();
    Savepoint before;
    boolean oldSnapshot;
    try {
      oldSnapshot = !Dialect.readsCommitted(connection.getTransactionIsolation());
      before = connection.setSavepoint();
    } catch (SQLException e) {
      throw store.dialect().failure(e);
    }
    try {
      R result = store.writeOn(connection, oldSnapshot, tenants, unit);
      connection.releaseSavepoint(before);
      return result;
    } catch (SQLException e) {
      StoreFailure failure = store.dialect().failure(e);
      undo(before, failure);
      throw failure;
    } catch (StoreFailure failure) {
      undo(before, failure);
      throw failure;
    } catch (RuntimeException | Error e) {
      if (!undo(before, e)) {
        throw new StoreFailure("what was begun could not be undone: roll back", true, e);
      }
      throw e;
    }
  }

  /** Whether the host's transaction can go on without what was begun. */
  private boolean undo(Savepoint before, Throwable reason) {
    try {
      connection.rollback(before);
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException gone) {
      // The database has undone the whole transaction, or the connection is lost.
      reason.addSuppressed(gone);
      return false;
    }
  }

  private void requireTransaction() {
    try {
      if (connection.getAutoCommit()) {
        throw new IllegalStateException("a lent connection must be in a transaction of the host's");
      }
    } catch (SQLException e) {
      throw store.dialect().failure(e);
    }
  }
}
