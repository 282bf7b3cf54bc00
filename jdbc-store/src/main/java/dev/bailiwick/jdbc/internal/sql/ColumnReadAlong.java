package dev.bailiwick.jdbc.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** A value of the database that a statement reads beside its own columns, from time to time. */
public interface ColumnReadAlong {
  /** Whether the next statement that can is to read it. */
  boolean isDue();

  /** The text of the column, without parameters. */
  String column();

  /** Takes note of the value. Throws an exception if the store must not go on. */
  void read(Connection connection, String value) throws SQLException;
}
