package dev.bailiwick.jdbc.internal.schema;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.jdbc.UnsuitableDatabase;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import dev.bailiwick.jdbc.internal.connection.OwnTransaction;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Runs the scripts that a database lacks. Several nodes may do so at once: one node works, and the
 * others wait until it has ended, look again and find nothing left to do. The locks differ by
 * product: see the classes that implement {@link Server}.
 */
public final class Migration {
  private final Connection connection;
  private final Product product;
  private final Dialect dialect;
  private final int usualIsolation;
  private final ImmutableList<Scripts> scripts;

  /**
   * A migration.
   *
   * @param scripts the scripts of the schema and of the parts that the store has
   */
  public Migration(
      Connection connection, Product product, int usualIsolation, ImmutableList<Scripts> scripts) {
    this.connection = connection;
    this.product = product;
    this.dialect = product.dialect();
    this.usualIsolation = usualIsolation;
    this.scripts = scripts;
  }

  /**
   * Migrates the schema to the newest version, one script after the other.
   *
   * @throws UnsuitableDatabase if that is not possible, and no other node is about to do it
   * @throws StoreFailure if another node did not finish in time
   * @throws IllegalStateException in a transaction of the host, which it would commit
   */
  public void run() throws SQLException {
    if (!connection.getAutoCommit()) {
      throw new IllegalStateException("a migration commits: run it outside of transactions");
    }
    product.server().exclusively(connection, this::all);
  }

  private void all() throws SQLException {
    for (Scripts each : scripts) {
      boolean more = true;
      while (more) {
        more = next(each);
      }
    }
  }

  /** Runs the next script, if there is one; a transaction where the database can undo tables. */
  private boolean next(Scripts of) throws SQLException {
    // At READ COMMITTED, a read under the lock sees the result of the node before.
    try (OwnTransaction own = OwnTransaction.begin(connection, dialect, usualIsolation, false)) {
      product.server().lockScript(connection);
      int version = new Schema(connection, product, of).toMigrate() + 1;
      boolean more = version <= of.newest();
      if (more) {
        run(of, version);
      }
      own.commit();
      return more;
    }
  }

  private void run(Scripts of, int version) {
    try {
      for (String part : of.statements(dialect, version)) {
        ServerChecks.execute(connection, part);
      }
    } catch (SQLException e) {
      StoreFailure failure = dialect.failure(e);
      boolean undone = product.server().undoesScripts();
      if (undone && failure.retryable()) {
        throw failure;
      }
      throw new UnsuitableDatabase(
          Reason.HALF_DONE,
          "script "
              + of.name(version)
              + " failed. "
              + (undone
                  ? "Nothing of it remains: "
                  : "Unless another process migrates right now, undo its changes (restore the"
                      + " database; for the first script, drop its tables) and run migrate() again: ")
              + e.getMessage(),
          e);
    }
  }
}
