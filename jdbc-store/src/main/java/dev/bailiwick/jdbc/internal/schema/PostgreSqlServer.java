package dev.bailiwick.jdbc.internal.schema;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A PostgreSQL server. Each script is a transaction, which first takes an advisory lock that ends
 * with it.
 */
final class PostgreSqlServer implements Server {
  @Override
  public void check(Connection connection) throws SQLException {
    ServerChecks.require(connection, "SELECT pg_is_in_recovery()", "f", "the server is a standby");
    ServerChecks.require(
        connection, "SHOW transaction_read_only", "off", "transactions are read-only");
    ServerChecks.encoding(connection, "SHOW server_encoding", "UTF8");
  }

  @Override
  public String tablesQuery() {
    return "SELECT nspname, nspname = current_schema FROM pg_class"
        + " JOIN pg_namespace ON pg_namespace.oid = relnamespace"
        + " WHERE pg_class.oid = to_regclass('bailiwick_schema')";
  }

  @Override
  public String foldingQuery(String tables) {
    return "SELECT MIN(indexrelid::regclass::text) FROM pg_index"
        + " WHERE indrelid IN (SELECT oid FROM pg_class"
        + " WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)"
        + " AND relname IN "
        + tables
        + ")"
        + " AND EXISTS (SELECT 1 FROM unnest(indcollation) AS used"
        + " WHERE used NOT IN (0, '\"C\"'::regcollation))";
  }

  @Override
  public void exclusively(Connection connection, Steps migration) throws SQLException {
    migration.run();
  }

  @Override
  public void lockScript(Connection connection) throws SQLException {
    ServerChecks.execute(
        connection,
        "SELECT pg_advisory_xact_lock(hashtextextended('bailiwick ' || current_schema, 0))");
  }

  @Override
  public boolean undoesScripts() {
    return true;
  }
}
