package dev.bailiwick.jdbc.internal.unit;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.jdbc.internal.connection.LentConnection;
import dev.bailiwick.jdbc.internal.connection.OwnSnapshot;
import dev.bailiwick.jdbc.internal.connection.OwnTransaction;
import dev.bailiwick.jdbc.internal.facts.StatementFacts;
import dev.bailiwick.jdbc.internal.facts.SubjectCache;
import dev.bailiwick.jdbc.internal.rows.RowChanged;
import dev.bailiwick.jdbc.internal.rows.RowSource;
import dev.bailiwick.jdbc.internal.schema.SchemaState;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The store on connections of its own, one for each call. A connection that comes with autocommit
 * switched off belongs to a transaction of the host, and is used as {@link LentStore} does.
 */
public final class OwnStore implements Store {
  /** The number of times that a unit of work is run before the store gives up. */
  public static final int ATTEMPTS = 10;

  private final DataSource dataSource;
  private final Dialect dialect;
  private final int usualIsolation;
  private final SchemaState.Check schema;
  private final SubjectCache subjects = new SubjectCache(new StatementFacts());
  private final Set<Thread> writers = ConcurrentHashMap.newKeySet();

  /** A store on the connections of a data source. */
  public OwnStore(
      DataSource dataSource, Dialect dialect, int usualIsolation, SchemaState.Check schema) {
    this.dataSource = dataSource;
    this.dialect = dialect;
    this.usualIsolation = usualIsolation;
    this.schema = schema;
  }

  /** The same store on a connection of the host. */
  public LentStore on(Connection connection) {
    return new LentStore(new LentConnection(connection, dialect), schema, subjects);
  }

  /** Returns the rows behind a view, if the view belongs to this store. */
  public Optional<RowSource> source(View view) {
    return view instanceof JdbcView own && own.isOf(subjects) ? Optional.of(own) : Optional.empty();
  }

  @Override
  public <R> R read(Consistency consistency, Function<View, R> question) {
    // At READ UNCOMMITTED, a statement by itself would see uncommitted data of others.
    boolean mayBeAlone =
        consistency.revision().numbers().isEmpty()
            && usualIsolation != Connection.TRANSACTION_READ_UNCOMMITTED;
    try (Connection connection = dataSource.getConnection()) {
      if (!connection.getAutoCommit()) {
        return on(connection).read(consistency, question);
      }
      try {
        return read(connection, mayBeAlone, consistency, question);
      } catch (OwnSnapshot.Moved moved) {
        return read(connection, false, consistency, question);
      } catch (OwnTransaction.InBranch branch) {
        return on(connection).read(consistency, question);
      }
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  private <R> R read(
      Connection connection,
      boolean mayBeAlone,
      Consistency consistency,
      Function<View, R> question)
      throws SQLException {
    SchemaState state = schema.of(connection, false);
    try (OwnSnapshot snapshot = new OwnSnapshot(connection, dialect, usualIsolation, mayBeAlone)) {
      return new JdbcView(snapshot, state, subjects).answer(consistency, question);
    }
  }

  @Override
  public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
    return retried(
        lent -> lent.write(tenants, unit),
        (connection, state) -> attempt(connection, state, Optional.empty(), tenants, unit));
  }

  @Override
  public <R> R write(Function<View, Set<Tenant>> locks, Function<Transaction, R> unit) {
    return retried(
        lent -> lent.write(locks, unit),
        (connection, state) -> {
          JdbcView seen;
          Set<Tenant> tenants;
          try (OwnTransaction reading =
              OwnTransaction.begin(connection, dialect, usualIsolation, true)) {
            seen = new JdbcView(reading, state, subjects);
            try {
              tenants = locks.apply(seen);
              seen.versions(tenants);
            } finally {
              seen.end();
            }
          }
          return attempt(connection, state, Optional.of(seen), tenants, unit);
        });
  }

  /** A unit of work over a connection of the store's own. */
  private interface Work<R> {
    /** Runs it once. */
    R over(Connection connection, SchemaState state);
  }

  private <R> R retried(Function<Store, R> lent, Work<R> work) {
    if (!writers.add(Thread.currentThread())) {
      throw new IllegalStateException("a unit of work cannot begin another");
    }
    try {
      for (int attempt = 1; ; attempt++) {
        boolean committed = false;
        try (Connection connection = dataSource.getConnection()) {
          if (!connection.getAutoCommit()) {
            return lent.apply(on(connection));
          }
          try {
            R result = work.over(connection, schema.of(connection, false));
            committed = true;
            return result;
          } catch (OwnTransaction.InBranch branch) {
            return lent.apply(on(connection));
          }
        } catch (Conflicted conflicted) {
          if (attempt == ATTEMPTS) {
            throw conflicted.failure;
          }
        } catch (SQLException e) {
          throw committed ? OwnTransaction.failedAfterwards(true, e) : dialect.failure(e);
        }
      }
    } finally {
      writers.remove(Thread.currentThread());
    }
  }

  /** Returns the failure of a unit whose row another unit has changed. */
  static StoreFailure interfered(RowChanged changed) {
    return new StoreFailure("other changes kept interfering", true, changed);
  }

  /** A unit of work was undone in favour of another one. */
  private static final class Conflicted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StoreFailure failure;

    Conflicted(StoreFailure failure) {
      super(failure);
      this.failure = failure;
    }
  }

  private <R> R attempt(
      Connection connection,
      SchemaState state,
      Optional<JdbcView> seen,
      Set<Tenant> tenants,
      Function<Transaction, R> unit) {
    try (OwnTransaction own = OwnTransaction.begin(connection, dialect, usualIsolation, false)) {
      R result = new JdbcTransaction(own, state, subjects).run(seen, false, tenants, unit);
      own.commit();
      return result;
    } catch (RowChanged changed) {
      throw new Conflicted(interfered(changed));
    } catch (StoreFailure failure) {
      // A failure after the commit is never retryable, even with the code of a conflict.
      if (failure.retryable()
          && failure.getCause() instanceof SQLException cause
          && dialect.conflict(cause)) {
        throw new Conflicted(failure);
      }
      throw failure;
    }
  }
}
