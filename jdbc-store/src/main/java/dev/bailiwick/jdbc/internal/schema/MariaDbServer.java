package dev.bailiwick.jdbc.internal.schema;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.jdbc.UnsuitableDatabase;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A MariaDB server. A migration takes a named lock of the server. In a cluster each server has its
 * own lock, so nodes must not migrate through several of them at once.
 */
final class MariaDbServer implements Server {
  /** The seconds for which a node waits for another one that migrates. */
  private static final int PATIENCE = 600;

  private static final String NAME = "CONCAT('bailiwick ', MD5(DATABASE()))";

  /** Returns 2 on a node of a cluster that does not wait for the others before it reads. */
  private static final String STALE_NODE =
      "SELECT COUNT(*) FROM information_schema.session_variables"
          + " WHERE variable_name = 'WSREP_ON' AND variable_value = 'ON'"
          + " OR variable_name = 'WSREP_SYNC_WAIT' AND variable_value & 1 = 0";

  @Override
  public void check(Connection connection) throws SQLException {
    ServerChecks.require(connection, "SELECT @@global.read_only", "0", "the server is read-only");
    ServerChecks.encoding(connection, "SELECT @@character_set_client", "utf8mb4");
    if (ServerChecks.answer(connection, STALE_NODE).equals("2")) {
      throw new UnsuitableDatabase(
          Reason.STALE_READS,
          "the server is a node of a cluster, whose reads may be older than what another node"
              + " has committed: add sessionVariables=wsrep_sync_wait=1 to the URL");
    }
  }

  @Override
  public String tablesQuery() {
    return "SELECT table_schema, TRUE FROM information_schema.tables"
        + " WHERE table_schema = DATABASE() AND table_name = 'bailiwick_schema'";
  }

  @Override
  public String foldingQuery(String tables) {
    return "SELECT MIN(CONCAT(table_name, '.', column_name, ' ', collation_name))"
        + " FROM information_schema.columns WHERE table_schema = ?"
        + " AND table_name IN "
        + tables
        + " AND collation_name <> 'utf8mb4_nopad_bin'";
  }

  @Override
  public void exclusively(Connection connection, Steps migration) throws SQLException {
    String lock = "SELECT GET_LOCK(" + NAME + ", " + PATIENCE + ")";
    if (!ServerChecks.answer(connection, lock).equals("1")) {
      throw new StoreFailure(
          "another node migrates, and has not ended in " + PATIENCE + " seconds", true);
    }
    try {
      migration.run();
    } finally {
      ServerChecks.execute(connection, "DO RELEASE_LOCK(" + NAME + ")");
    }
  }
}
