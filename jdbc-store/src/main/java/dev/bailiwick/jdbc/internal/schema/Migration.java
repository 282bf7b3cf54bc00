package dev.bailiwick.jdbc.internal.schema;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.jdbc.UnsuitableDatabase;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import dev.bailiwick.jdbc.internal.connection.OwnTransaction;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs the scripts that a database lacks. Several nodes may do so at once: one works, and the
 * others wait until it has ended, look again and find nothing left to do.
 *
 * <ul>
 *   <li>PostgreSQL: each script is a transaction, which first takes an advisory lock that ends with
 *       it.
 *   <li>MariaDB: a named lock of the server. In a cluster each server has its own, so through
 *       several of them nodes must not migrate at once.
 *   <li>H2: its statements that make tables commit, and so release every lock of the database. The
 *       nodes within one process wait for each other.
 * </ul>
 */
public final class Migration {
  /** How many seconds MariaDB waits for another node; PostgreSQL waits for its lock_timeout. */
  private static final int PATIENCE = 600;

  private static final String NAME = "CONCAT('bailiwick ', MD5(DATABASE()))";

  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private final Connection connection;
  private final Dialect dialect;
  private final int usualIsolation;
  private final Schema schema;

  public Migration(Connection connection, Dialect dialect, int usualIsolation) {
    this.connection = connection;
    this.dialect = dialect;
    this.usualIsolation = usualIsolation;
    this.schema = new Schema(connection, dialect);
  }

  /**
   * Brings the schema up to the newest version, one script after the other.
   *
   * @throws UnsuitableDatabase if it cannot be, and nobody else is about to do so
   * @throws StoreFailure if another node was not done in time
   * @throws IllegalStateException in a transaction of the host's, which it would commit
   */
  public void run() throws SQLException {
    if (!connection.getAutoCommit()) {
      throw new IllegalStateException("a migration commits: run it outside of transactions");
    }
    switch (dialect) {
      case POSTGRESQL -> all();
      case MARIADB -> {
        lock();
        try {
          all();
        } finally {
          execute("DO RELEASE_LOCK(" + NAME + ")");
        }
      }
      case H2 -> {
        IN_THIS_PROCESS.lock();
        try {
          all();
        } finally {
          IN_THIS_PROCESS.unlock();
        }
      }
    }
  }

  private void lock() throws SQLException {
    String sql = "SELECT GET_LOCK(" + NAME + ", " + PATIENCE + ")";
    if (!Suitability.answer(connection, sql).equals("1")) {
      throw new StoreFailure(
          "another node migrates, and has not ended in " + PATIENCE + " seconds", true);
    }
  }

  private void all() throws SQLException {
    boolean more = true;
    while (more) {
      more = next();
    }
  }

  /** Runs the next script, if there is one; a transaction where the database can undo tables. */
  private boolean next() throws SQLException {
    // At READ COMMITTED, what is looked at under the lock is what the node before has left.
    try (OwnTransaction own = OwnTransaction.begin(connection, dialect, usualIsolation, false)) {
      if (dialect == Dialect.POSTGRESQL) {
        execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('bailiwick ' || current_schema, 0))");
      }
      int version = schema.toMigrate() + 1;
      boolean more = version <= Scripts.newest();
      if (more) {
        run(version);
      }
      own.commit();
      return more;
    }
  }

  private void run(int version) {
    try {
      for (String part : Scripts.statements(dialect, version)) {
        execute(part);
      }
    } catch (SQLException e) {
      StoreFailure failure = dialect.failure(e);
      boolean undone = dialect == Dialect.POSTGRESQL;
      if (undone && failure.retryable()) {
        throw failure;
      }
      throw new UnsuitableDatabase(
          Reason.HALF_DONE,
          "script "
              + Scripts.NAMES.get(version - 1)
              + " failed. "
              + (undone
                  ? "Nothing of it remains: "
                  : "Unless another process migrates right now, undo what it did (restore, or drop"
                      + " what it made) and run migrate() again: ")
              + e.getMessage(),
          e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
