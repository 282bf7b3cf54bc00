package dev.bailiwick.jdbc.internal.schema;

import dev.bailiwick.jdbc.UnsuitableDatabase;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.PassingCause;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is checked of a database before it is used. */
public final class Suitability {
  /** Answers 2 on a node of a cluster that does not wait for the others before it reads. */
  private static final String STALE_NODE =
      "SELECT COUNT(*) FROM information_schema.session_variables"
          + " WHERE variable_name = 'WSREP_ON' AND variable_value = 'ON'"
          + " OR variable_name = 'WSREP_SYNC_WAIT' AND variable_value & 1 = 0";

  /**
   * Tries what the statements rely on, with columns as the scripts make them: with IGNORECASE texts
   * are the same that differ, in Oracle's mode an empty text is null, and that mode and others know
   * no LIMIT.
   */
  private static final String H2_TRIAL =
      "SELECT CASE WHEN c.small = 'A' OR c.small = 'a ' THEN 'folds' WHEN c.nothing = '' THEN 'ok'"
          + " ELSE 'empty' END FROM (VALUES (CAST('a' AS VARCHAR(255)), CAST('' AS VARCHAR(255))))"
          + " c(small, nothing) LIMIT 1";

  private Suitability() {}

  /**
   * The dialect of the database.
   *
   * @throws UnsuitableDatabase if the store cannot keep its promises over it
   */
  public static Dialect check(Connection connection) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    Dialect dialect = product(data);
    version(data, dialect);
    if (!connection.getAutoCommit()) {
      throw new UnsuitableDatabase(
          Reason.AUTOCOMMIT,
          "connections come with autocommit off, as if they were in a transaction of the host's:"
              + " switch it on in the pool, and make the store outside of transactions");
    }
    if (connection.isReadOnly()) {
      throw readOnly("the connection is read-only");
    }
    switch (dialect) {
      case POSTGRESQL -> {
        require(connection, "SELECT pg_is_in_recovery()", "f", "the server is a standby");
        require(connection, "SHOW transaction_read_only", "off", "transactions are read-only");
        encoding(connection, "SHOW server_encoding", "UTF8");
      }
      case MARIADB -> {
        require(connection, "SELECT @@global.read_only", "0", "the server is read-only");
        encoding(connection, "SELECT @@character_set_client", "utf8mb4");
        if (answer(connection, STALE_NODE).equals("2")) {
          throw new UnsuitableDatabase(
              Reason.STALE_READS,
              "the server is a node of a cluster, whose reads may be older than what another node"
                  + " has committed: add sessionVariables=wsrep_sync_wait=1 to the URL");
        }
      }
      case H2 -> {
        require(
            connection,
            "SELECT CASE WHEN READONLY() THEN 1 ELSE 0 END",
            "0",
            "the database is read-only");
        trial(connection);
      }
    }
    return dialect;
  }

  private static Dialect product(DatabaseMetaData data) throws SQLException {
    String product = data.getDatabaseProductName();
    Dialect dialect = Dialect.of(product);
    if (dialect == null) {
      throw new UnsuitableDatabase(
          Reason.PRODUCT,
          "the driver \""
              + data.getDriverName()
              + "\" says that the database is "
              + product
              + " "
              + data.getDatabaseProductVersion()
              + ": use PostgreSQL, MariaDB or H2, each with a driver of its own (for MariaDB"
              + " org.mariadb.jdbc, without useMysqlMetadata)");
    }
    return dialect;
  }

  private static void version(DatabaseMetaData data, Dialect dialect) throws SQLException {
    String found = data.getDatabaseMajorVersion() + "." + data.getDatabaseMinorVersion();
    if (Schema.older(found, dialect.oldest())) {
      throw new UnsuitableDatabase(
          Reason.VERSION,
          "the database is "
              + data.getDatabaseProductName()
              + " "
              + data.getDatabaseProductVersion()
              + ", and the store needs version "
              + dialect.oldest()
              + " or later");
    }
  }

  private static void trial(Connection connection) throws SQLException {
    String found;
    try {
      found = answer(connection, H2_TRIAL);
    } catch (SQLException e) {
      if (PassingCause.of(e)) {
        throw e;
      }
      throw new UnsuitableDatabase(
          Reason.MODE,
          "H2 does not take what the store sends: use no MODE of another product: "
              + e.getMessage(),
          e);
    }
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

  /**
   * Checks the tables of the store: what its keys are made of compares by bytes, whatever somebody
   * has converted since.
   *
   * @param schema the one in which they are
   * @throws UnsuitableDatabase if a text that differs would be the same
   */
  public static void checkTables(Connection connection, Dialect dialect, String schema)
      throws SQLException {
    String tables =
        Scripts.tables(dialect).stream().collect(Collectors.joining("', '", "('", "')"));
    String query =
        switch (dialect) {
          case POSTGRESQL ->
              "SELECT MIN(indexrelid::regclass::text) FROM pg_index"
                  + " WHERE indrelid IN (SELECT oid FROM pg_class"
                  + " WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)"
                  + " AND relname IN "
                  + tables
                  + ")"
                  + " AND EXISTS (SELECT 1 FROM unnest(indcollation) AS used"
                  + " WHERE used NOT IN (0, '\"C\"'::regcollation))";
          case MARIADB ->
              "SELECT MIN(CONCAT(table_name, '.', column_name, ' ', collation_name))"
                  + " FROM information_schema.columns WHERE table_schema = ?"
                  + " AND table_name IN "
                  + tables
                  + " AND collation_name <> 'utf8mb4_nopad_bin'";
          // It has one collation, which check() saw, and none can be set once there are tables.
          case H2 ->
              "SELECT MIN(table_name || '.' || column_name || ' ' || data_type)"
                  + " FROM information_schema.columns WHERE table_schema = ?"
                  + " AND LOWER(table_name) IN "
                  + tables
                  + " AND data_type IN ('VARCHAR_IGNORECASE', 'CHARACTER')";
        };
    String found;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, schema);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        found = String.valueOf(rows.getString(1));
      }
    }
    if (!found.equals("null")) {
      throw new UnsuitableDatabase(
          Reason.COLLATION,
          found + " does not compare by bytes: give it the type and collation of the script");
    }
  }

  private static void require(Connection connection, String sql, String wanted, String otherwise)
      throws SQLException {
    if (!answer(connection, sql).equals(wanted)) {
      throw readOnly(otherwise);
    }
  }

  private static UnsuitableDatabase readOnly(String what) {
    return new UnsuitableDatabase(
        Reason.READ_ONLY, what + ", and the store writes: lead its connections to the primary");
  }

  private static void encoding(Connection connection, String sql, String wanted)
      throws SQLException {
    String found = answer(connection, sql);
    if (!found.toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT))) {
      throw new UnsuitableDatabase(
          Reason.COLLATION, "\"" + sql + "\" gives " + found + " and must give " + wanted);
    }
  }

  /** The first value that a query gives, as a text. */
  public static String answer(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }
}
