package dev.bailiwick.jdbc.internal.sql;

import com.google.common.collect.ImmutableSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;

/**
 * Whether a statement failed for a reason that passes by itself, so that the same call may succeed
 * later: it waited too long or was cancelled, the connection is lost, or the server lacks
 * something. An error in the statement, or a row that a constraint refuses, would come again.
 */
public final class PassingCause {
  private static final ImmutableSet<String> STATES =
      ImmutableSet.of(
          "55P03", // PostgreSQL: lock_timeout, or NOWAIT
          "57014", // PostgreSQL, H2: statement_timeout, or cancelled
          "25P03", // PostgreSQL: idle_in_transaction_session_timeout
          "25P04", // PostgreSQL: transaction_timeout
          "70100"); // MariaDB: max_statement_time, or killed

  private static final ImmutableSet<Integer> MARIADB =
      ImmutableSet.of(
          1205, // lock wait timeout
          1317, // the query was interrupted
          1969, // max_statement_time
          1927, // the connection was killed
          1021, // the disk is full
          1114); // the tablespace is full

  private PassingCause() {}

  public static boolean of(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P")
        || STATES.contains(state)
        || MARIADB.contains(e.getErrorCode())
        || e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || e instanceof SQLNonTransientConnectionException;
  }
}
