package dev.bailiwick.jdbc.internal.schema;

import dev.bailiwick.jdbc.UnsuitableDatabase;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import dev.bailiwick.jdbc.internal.sql.PassingCause;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An H2 database. Each CREATE TABLE commits, and so releases every lock of the database: nodes
 * within one process wait for each other by a lock of the process.
 */
final class H2Server implements Server {
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  /**
   * Tries the features that the statements need, with columns as in the scripts: with IGNORECASE
   * different texts are equal, in Oracle's mode an empty text is null, and that mode and others
   * have no LIMIT.
   */
  private static final String TRIAL =
      "SELECT CASE WHEN c.small = 'A' OR c.small = 'a ' THEN 'folds' WHEN c.nothing = '' THEN 'ok'"
          + " ELSE 'empty' END FROM (VALUES (CAST('a' AS VARCHAR(255)), CAST('' AS VARCHAR(255))))"
          + " c(small, nothing) LIMIT 1";

  @Override
  public void check(Connection connection) throws SQLException {
    ServerChecks.require(
        connection,
        "SELECT CASE WHEN READONLY() THEN 1 ELSE 0 END",
        "0",
        "the database is read-only");
    String found = trial(connection);
    if (found.equals("folds")) {
      throw new UnsuitableDatabase(
          Reason.COLLATION,
          "texts are the same that differ by case or blanks: use neither IGNORECASE nor a"
              + " collation");
    }
    if (!found.equals("ok")) {
      throw new UnsuitableDatabase(
          Reason.MODE, "an empty text is taken for null: use no MODE of another product");
    }
  }

  private static String trial(Connection connection) throws SQLException {
    try {
      return ServerChecks.answer(connection, TRIAL);
    } catch (SQLException e) {
      if (PassingCause.of(e)) {
        throw e;
      }
      throw new UnsuitableDatabase(
          Reason.MODE,
          "H2 does not accept the statements of the store: use no MODE of another product: "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public String tablesQuery() {
    return "SELECT table_schema, table_schema = SCHEMA() FROM information_schema.tables WHERE"
        + " LOWER(table_name) = 'bailiwick_schema' AND (table_schema = SCHEMA() OR EXISTS"
        + " (SELECT 1 FROM information_schema.session_state WHERE state_key ="
        + " 'SCHEMA_SEARCH_PATH' AND LOCATE('\"' || table_schema || '\"', state_command)"
        + " > 0)) ORDER BY 2 DESC";
  }

  @Override
  public String foldingQuery(String tables) {
    // H2 has one collation; check() has seen it, and it is fixed once there are tables.
    return "SELECT MIN(table_name || '.' || column_name || ' ' || data_type)"
        + " FROM information_schema.columns WHERE table_schema = ?"
        + " AND LOWER(table_name) IN "
        + tables
        + " AND data_type IN ('VARCHAR_IGNORECASE', 'CHARACTER')";
  }

  @Override
  public void exclusively(Connection connection, Steps migration) throws SQLException {
    IN_THIS_PROCESS.lock();
    try {
      migration.run();
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }
}
