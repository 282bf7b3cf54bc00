package dev.bailiwick.jdbc.internal.sql;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.StoreFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements over one connection. A statement that fails throws a {@link StoreFailure}. */
public final class Sql {
  /** The number of keys, or of rows, that one statement names at most. */
  public static final int CHUNK = 1_000;

  private final Connection connection;
  private final Dialect dialect;
  private final boolean lent;
  private final Optional<ColumnReadAlong> along;

  /** Statements over a connection of the store's own. */
  public Sql(Connection connection, Dialect dialect) {
    this(connection, dialect, false, Optional.empty());
  }

  private Sql(
      Connection connection, Dialect dialect, boolean lent, Optional<ColumnReadAlong> along) {
    this.connection = connection;
    this.dialect = dialect;
    this.lent = lent;
    this.along = along;
  }

  /** Statements over a connection that the host lends. */
  public static Sql lent(Connection connection, Dialect dialect) {
    return new Sql(connection, dialect, true, Optional.empty());
  }

  /** The same statements, the first of which reads a further column if that is due. */
  public Sql along(ColumnReadAlong column) {
    return new Sql(connection, dialect, lent, Optional.of(column));
  }

  /** The column that the next statement is to read, if one is due. */
  public Optional<String> dueColumn() {
    return along.filter(ColumnReadAlong::isDue).map(ColumnReadAlong::column);
  }

  /** Takes note of the value of the column that a statement has read. */
  public void readAlong(String value) {
    if (along.isPresent()) {
      try {
        along.get().read(connection, value);
      } catch (SQLException e) {
        throw dialect.failure(e);
      }
    }
  }

  /** Reads a row into a value. */
  public interface Reader<T> {
    /** Reads the row at which the result stands. */
    T read(Row row) throws SQLException;
  }

  public Dialect dialect() {
    return dialect;
  }

  /**
   * Whether statements certainly see committed data only. A level that was set for one transaction
   * does not show, so this is not certain of a lent connection.
   */
  public boolean readsCommitted() {
    try {
      return dialect.hidesUncommitted()
          || (!lent
              && connection.getTransactionIsolation() != Connection.TRANSACTION_READ_UNCOMMITTED);
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  /**
   * The rows that a query gives.
   *
   * @throws CorruptData if one of them cannot be read
   */
  public <T> ImmutableList<T> list(Query query, Reader<T> reader) {
    Optional<String> column = query.takesAColumn() ? dueColumn() : Optional.empty();
    if (column.isEmpty()) {
      return rows(query, reader);
    }
    List<String> values = new ArrayList<>();
    ImmutableList<T> found =
        rows(
            query.withColumn(column.get()),
            row -> {
              values.add(row.text());
              return reader.read(row);
            });
    values.stream().findFirst().ifPresent(this::readAlong);
    return found;
  }

  private <T> ImmutableList<T> rows(Query query, Reader<T> reader) {
    try (PreparedStatement statement = prepare(query);
        ResultSet rows = statement.executeQuery()) {
      ImmutableList.Builder<T> found = ImmutableList.builder();
      while (rows.next()) {
        found.add(read(reader, new Row(rows, dialect), query));
      }
      return found.build();
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  /** The one row that a query gives, if it gives any. */
  public <T> Optional<T> find(Query query, Reader<T> reader) {
    return list(query, reader).stream().findFirst();
  }

  /**
   * As {@link #find}, by a query that locks the rows that it reads. The locks are released at once;
   * MariaDB keeps them until the transaction ends.
   */
  public <T> Optional<T> findLocking(Query query, Reader<T> reader) {
    try {
      Savepoint before = connection.setSavepoint();
      Optional<T> found = find(query, reader);
      connection.rollback(before);
      connection.releaseSavepoint(before);
      return found;
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  /** Runs a statement that writes, and tells how many rows it met. */
  public int update(Query query) {
    try (PreparedStatement statement = prepare(query)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  /** Runs statements of one text that write, in batches. */
  public void updateAll(List<Query> queries) {
    if (queries.size() == 1) {
      update(queries.get(0));
      return;
    }
    for (List<Query> some : Iterables.partition(queries, CHUNK)) {
      try (PreparedStatement statement = connection.prepareStatement(some.get(0).text())) {
        for (Query query : some) {
          bind(statement, query);
          statement.addBatch();
        }
        statement.executeBatch();
      } catch (SQLException e) {
        throw dialect.failure(e);
      }
    }
  }

  /** Whether a failure of {@link #update} came from a row that has the key already. */
  public static boolean duplicate(StoreFailure failure) {
    return failure.getCause() instanceof SQLException cause
        && ("23505".equals(cause.getSQLState())
            || ("23000".equals(cause.getSQLState()) && cause.getErrorCode() == 1062));
  }

  private PreparedStatement prepare(Query query) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(query.text());
    try {
      bind(statement, query);
      return statement;
    } catch (SQLException | RuntimeException e) {
      try {
        statement.close();
      } catch (SQLException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private void bind(PreparedStatement statement, Query query) throws SQLException {
    int index = 1;
    for (Object value : query.parameters()) {
      bind(statement, index++, value);
    }
  }

  private void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else if (value instanceof Long number) {
      statement.setLong(index, number);
    } else if (value instanceof Integer number) {
      statement.setInt(index, number);
    } else if (value instanceof Boolean flag) {
      statement.setBoolean(index, flag);
    } else if (value instanceof Query.Key key) {
      dialect.bindKey(statement, index, key.id());
    } else {
      statement.setString(index, (String) value);
    }
  }

  private static <T> T read(Reader<T> reader, Row row, Query query) throws SQLException {
    try {
      return reader.read(row);
    } catch (InvalidParameter
        | IllegalArgumentException
        | IllegalStateException
        | DateTimeException unreadable) {
      CorruptData corrupt =
          new CorruptData("a row of \"" + query.text() + "\": " + unreadable.getMessage());
      corrupt.initCause(unreadable);
      throw corrupt;
    }
  }
}
