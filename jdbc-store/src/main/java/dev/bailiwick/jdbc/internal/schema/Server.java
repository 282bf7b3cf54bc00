package dev.bailiwick.jdbc.internal.schema;

import dev.bailiwick.jdbc.UnsuitableDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The differences between the databases before the first use of the store: the checks of the
 * server, the search for the tables, and the lock of a migration.
 */
interface Server {
  /**
   * Checks the settings of the server.
   *
   * @throws UnsuitableDatabase if the store cannot work correctly with them
   */
  void check(Connection connection) throws SQLException;

  /**
   * A query for the schema of the tables that unqualified names refer to, and for whether new
   * tables would be created there.
   */
  String tablesQuery();

  /**
   * A query, with the name of a schema as its parameter, for a key column that does not compare by
   * bytes.
   *
   * @param tables the names of the tables, as a list in parentheses
   */
  String foldingQuery(String tables);

  /** Runs a migration while no other node migrates. */
  void exclusively(Connection connection, Steps migration) throws SQLException;

  /** Takes the lock for one script, at the beginning of its transaction. */
  default void lockScript(Connection connection) throws SQLException {}

  /** Whether a script that fails is undone as a whole. */
  default boolean undoesScripts() {
    return false;
  }

  /** A part of a migration. */
  interface Steps {
    /** Runs it. */
    void run() throws SQLException;
  }
}
