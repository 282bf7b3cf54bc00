package dev.bailiwick.jdbc.internal.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.sql.Connection.TRANSACTION_READ_COMMITTED;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** H2 2.3 and later. Its texts sort in another order than by code point, so its keys are bytes. */
public final class H2Dialect implements Dialect {
  /** H2's own isolation level; its REPEATABLE READ lets phantoms through. */
  private static final int SNAPSHOT = 6;

  @Override
  public String folder() {
    return "h2";
  }

  @Override
  public HostTypes hostTypes() {
    return HostTypes.H2;
  }

  @Override
  public Query locking(List<Long> persons, List<Long> orgs) {
    return Dialect.personsThenOrgs("bailiwick_tenant", persons, orgs);
  }

  @Override
  public Query joined(List<Query> writes) {
    return Dialect.oneAfterTheOther("", writes);
  }

  @Override
  public Query counted(List<Query> writes, Query last, int rows) {
    // The update count of several statements is that of the first.
    return Dialect.oneAfterTheOther("", Iterables.concat(List.of(last), writes));
  }

  @Override
  public Query keeping(long person) {
    return Dialect.version(person).add(" FOR UPDATE");
  }

  @Override
  public String parameter(Object value) {
    return value instanceof Query.Key
        ? "CAST(? AS VARBINARY(255))"
        : value instanceof Long ? "CAST(? AS BIGINT)" : "CAST(? AS VARCHAR)";
  }

  @Override
  public String upsert(String table, ImmutableList<String> keys, ImmutableList<String> rest) {
    ImmutableList<String> columns =
        ImmutableList.<String>builder().addAll(keys).addAll(rest).build();
    return "MERGE INTO "
        + table
        + " ("
        + Joiner.on(", ").join(columns)
        + ") KEY ("
        + Joiner.on(", ").join(keys)
        + ") VALUES "
        + Query.marks(columns.size());
  }

  @Override
  public String nextIds() {
    return "SELECT NEXT VALUE FOR bailiwick_id";
  }

  @Override
  public void bindKey(PreparedStatement statement, int index, String id) throws SQLException {
    statement.setBytes(index, id.getBytes(UTF_8));
  }

  @Override
  public @Nullable String key(ResultSet row, int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  @Override
  public String noKey() {
    return "X''";
  }

  /** {@inheritDoc} There H2 takes the column for a text. */
  @Override
  public String keyOf(String column) {
    return "CAST(" + column + " AS VARBINARY(255))";
  }

  @Override
  public String text(String key) {
    return "UTF8TOSTRING(" + key + ")";
  }

  @Override
  public String matches(String text, String pattern) {
    return text + " REGEXP '^" + pattern + "\\z'";
  }

  @Override
  public boolean readsListsForEachRow() {
    return true;
  }

  /** {@inheritDoc} H2 compiles such a query many times. */
  @Override
  public boolean avoidsNestedQueries() {
    return true;
  }

  @Override
  public int isolate(Connection connection, int usual, boolean reading) throws SQLException {
    int wanted = reading ? SNAPSHOT : TRANSACTION_READ_COMMITTED;
    int before = connection.getTransactionIsolation();
    if (before == wanted) {
      return Connection.TRANSACTION_NONE;
    }
    connection.setTransactionIsolation(wanted);
    return before;
  }

  @Override
  public boolean conflict(SQLException e) {
    return "40001".equals(e.getSQLState())
        || e.getErrorCode() == 50200
        || e.getErrorCode() == 90131;
  }
}
