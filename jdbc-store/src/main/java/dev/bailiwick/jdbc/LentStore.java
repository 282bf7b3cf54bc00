package dev.bailiwick.jdbc;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.jdbc.internal.connection.Snapshot;
import dev.bailiwick.jdbc.internal.facts.FactsPage;
import dev.bailiwick.jdbc.internal.facts.FactsQuery;
import dev.bailiwick.jdbc.internal.facts.SubjectCache;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Function;

/**
 * The store on a connection in whose transaction the host is.
 *
 * @param store the store itself
 * @param connection the host's
 */
record LentStore(JdbcStore store, Connection connection) implements Store {
  private static final String SAVEPOINT = "bailiwick";

  @Override
  public <R> R read(Consistency consistency, Function<View, R> question) {
    try {
      requireTransaction();
      return store.readOn(this, consistency, question);
    } catch (SQLException e) {
      throw store.dialect().failure(e);
    }
  }

  @Override
  public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
    boolean oldSnapshot;
    try {
      requireTransaction();
      oldSnapshot = !Dialect.readsCommitted(connection.getTransactionIsolation());
      execute("SAVEPOINT ");
    } catch (SQLException e) {
      throw store.dialect().failure(e);
    }
    try {
      R result = store.writeOn(this, oldSnapshot, tenants, unit);
      execute("RELEASE SAVEPOINT ");
      return result;
    } catch (SQLException e) {
      throw undone(store.dialect().failure(e));
    } catch (RuntimeException e) {
      throw undone(e);
    } catch (Error e) {
      throw undone(e);
    }
  }

  /** What the host's transaction sees. */
  Snapshot moment() {
    Sql sql = new Sql(connection, store.dialect());
    return new Snapshot() {
      @Override
      public Sql sql() {
        return sql;
      }

      @Override
      public FactsPage facts(FactsQuery query, SubjectCache known) {
        // The host may have set a level at which others' changes are seen before they are
        // committed.
        return known.facts(query, sql, sql.dialect().hidesUncommitted());
      }
    };
  }

  /**
   * Undoes what was begun, so that the host's transaction can go on without it.
   *
   * @return why it was begun in vain
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
      throw new StoreFailure("what was begun could not be undone: roll back", retryable, reason);
    }
  }

  /** Not by the methods of JDBC: PostgreSQL's driver refuses those in a branch of XA. */
  private void execute(String begin) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(begin + SAVEPOINT);
    }
  }

  private void requireTransaction() throws SQLException {
    if (connection.getAutoCommit() && !store.dialect().hasHiddenBranch(connection)) {
      throw new IllegalStateException("a lent connection must be in a transaction of the host's");
    }
  }
}
