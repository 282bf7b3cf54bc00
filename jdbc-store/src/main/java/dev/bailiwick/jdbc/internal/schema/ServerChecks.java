package dev.bailiwick.jdbc.internal.schema;

import dev.bailiwick.jdbc.UnsuitableDatabase;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Simple statements about the settings of a server. */
final class ServerChecks {
  private ServerChecks() {}

  /**
   * Requires a certain answer of a query.
   *
   * @throws UnsuitableDatabase with the given text if the answer is another one
   */
  static void require(Connection connection, String sql, String wanted, String otherwise)
      throws SQLException {
    if (!answer(connection, sql).equals(wanted)) {
      throw readOnly(otherwise);
    }
  }

  static UnsuitableDatabase readOnly(String reason) {
    return new UnsuitableDatabase(
        Reason.READ_ONLY, reason + ", and the store writes: lead its connections to the primary");
  }

  static void encoding(Connection connection, String sql, String wanted) throws SQLException {
    String found = answer(connection, sql);
    if (!found.toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT))) {
      throw new UnsuitableDatabase(
          Reason.COLLATION, "\"" + sql + "\" gives " + found + " and must give " + wanted);
    }
  }

  /** Returns the first value of a query as a text. */
  static String answer(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
