package dev.bailiwick.jdbc.internal.sql;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** PostgreSQL 15 and later. */
public final class PostgreSqlDialect implements Dialect {
  /** The error for a savepoint without a transaction. */
  private static final String NO_TRANSACTION = "25P01";

  @Override
  public String folder() {
    return "postgresql";
  }

  @Override
  public HostTypes hostTypes() {
    return HostTypes.POSTGRESQL;
  }

  @Override
  public Query locking(List<Long> persons, List<Long> orgs) {
    // Does not block foreign keys to the row, as FOR UPDATE would.
    return Query.of("SELECT kind, id, revision, structure FROM bailiwick_tenant WHERE id IN ")
        .in(Lists.newArrayList(Iterables.concat(persons, orgs)))
        .add(" ORDER BY kind, id FOR NO KEY UPDATE");
  }

  @Override
  public Query joined(List<Query> writes) {
    Query joined = new Query();
    int last = writes.size() - 1;
    for (int i = 0; i < last; i++) {
      joined.add((i == 0 ? "WITH w" : ", w") + i + " AS (").add(writes.get(i)).add(")");
    }
    return joined.add(" ").add(writes.get(last));
  }

  @Override
  public Query counted(List<Query> writes, Query last, int rows) {
    return joined(Lists.newArrayList(Iterables.concat(writes, List.of(last))));
  }

  @Override
  public Query keeping(long person) {
    // Fails if the row has changed since the snapshot.
    return Dialect.version(person).add(" FOR SHARE");
  }

  @Override
  public String upsert(String table, ImmutableList<String> keys, ImmutableList<String> rest) {
    return Dialect.insert(table, keys, rest)
        + " ON CONFLICT ("
        + Joiner.on(", ").join(keys)
        + ") DO UPDATE SET "
        + Joiner.on(", ").join(rest.stream().map(c -> c + " = EXCLUDED." + c).iterator());
  }

  @Override
  public String lines(String value) {
    return "string_agg(" + value + ", chr(10))";
  }

  @Override
  public String nextIds() {
    return "SELECT nextval('bailiwick_id')";
  }

  @Override
  public String matches(String text, String pattern) {
    return text + " ~ '^" + pattern + "$'";
  }

  /**
   * {@inheritDoc} PostgreSQL looks values up by their hash only where it expects few of them, and
   * otherwise compares each with all: so this condition is written as if it left few.
   */
  @Override
  public String lookedUp(String value) {
    return "COALESCE(" + value + ", " + value + ") = " + value;
  }

  @Override
  public String isCommitted() {
    return "age(xmin) > age(pg_snapshot_xmin(pg_current_snapshot())::xid)";
  }

  @Override
  public boolean hidesUncommitted() {
    return true;
  }

  @Override
  public boolean filtersBySize() {
    return true;
  }

  @Override
  public boolean isInBranch(SQLException e) {
    return "55000".equals(e.getSQLState());
  }

  /** {@inheritDoc} The driver shows autocommit in a branch of XA; the server knows better. */
  @Override
  public boolean hasHiddenBranch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SAVEPOINT bailiwick");
      statement.execute("RELEASE SAVEPOINT bailiwick");
      return true;
    } catch (SQLException e) {
      if (NO_TRANSACTION.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public boolean conflict(SQLException e) {
    return "40001".equals(e.getSQLState()) || "40P01".equals(e.getSQLState());
  }
}
