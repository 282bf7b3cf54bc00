package dev.bailiwick.jdbc.internal.sql;

import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static java.sql.Connection.TRANSACTION_REPEATABLE_READ;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import dev.bailiwick.error.StoreFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The differences between the databases in the statements of the store, and in the errors that
 * answer them. One class for each product implements it; a default body is the behaviour of two of
 * the three.
 */
public interface Dialect {
  /** The number of ids that one call of the sequence returns. */
  int ID_BLOCK = 50;

  /** The state of the error that ends a compound statement if its condition does not hold. */
  String CONDITION_FAILED = "BW001";

  /** The folder of the migration scripts: the product's name in lower case. */
  String folder();

  /** The comparison of the host's columns with ids of resources. */
  HostTypes hostTypes();

  /**
   * Locks and reads tenants: persons by ascending id, then orgs by ascending id.
   *
   * @param persons fewer than a thousand, and likewise the orgs: MariaDB turns a longer list into a
   *     join, and the order of a join is not defined
   */
  Query locking(List<Long> persons, List<Long> orgs);

  /** Joins two or more writes into one statement. PostgreSQL runs them in an undefined order. */
  Query joined(List<Query> writes);

  /**
   * Joins one or more writes and a last one into one statement. The statement fails with {@link
   * #CONDITION_FAILED} if the last write changed fewer than {@code rows} rows, or its update count
   * is at least that of the last write.
   */
  Query counted(List<Query> writes, Query last, int rows);

  /**
   * Reads the committed row of a person's tenant in a transaction that otherwise sees an old
   * snapshot, and locks the row. Alternatively it fails with a conflict if the row has changed.
   */
  Query keeping(long person);

  /** Inserts a row, or replaces the row with the same key. Its parameters are keys, then others. */
  String upsert(String table, ImmutableList<String> keys, ImmutableList<String> rest);

  /** Reads the first of the next {@link #ID_BLOCK} ids, in a SELECT without a FROM. */
  String nextIds();

  /**
   * Whether pairs are looked up by a join with a table of VALUES. PostgreSQL turns a list of pairs
   * into as many conditions joined by OR, and needs a third of a second to plan a thousand of them.
   * H2 reads every row instead of an index.
   */
  default boolean joinsValues() {
    return true;
  }

  /** A parameter in a table of VALUES, where nothing defines its type. */
  default String parameter(Object value) {
    return "?";
  }

  /** Binds the id of a resource as a key: a text, or bytes where texts sort in another order. */
  default void bindKey(PreparedStatement statement, int index, String id) throws SQLException {
    statement.setString(index, id);
  }

  /** Reads the id of a resource from a key. */
  default @Nullable String key(ResultSet row, int column) throws SQLException {
    return row.getString(column);
  }

  /** The empty key as a literal; no resource has it. */
  default String noKey() {
    return "''";
  }

  /** A key column inside a recursive term. */
  default String keyOf(String column) {
    return column;
  }

  /** A key as a text. */
  default String text(String key) {
    return key;
  }

  /** The condition that a whole text matches a pattern. */
  String matches(String text, String pattern);

  /** The values of a group as one text, each in a line. */
  default String lines(String value) {
    return "LISTAGG(" + value + ", CHAR(10))";
  }

  /** The condition that a value of a subquery is not null. */
  default String lookedUp(String value) {
    return value + " IS NOT NULL";
  }

  /** The condition that the transaction that wrote a row has ended. */
  default String isCommitted() {
    // MariaDB and H2 commit a script with each table that it makes.
    return "TRUE";
  }

  /** Whether uncommitted data of other transactions stays hidden at every isolation level. */
  default boolean hidesUncommitted() {
    return false;
  }

  /** Whether a filter depends on the number of its ids, and uses arrays for few ids. */
  default boolean filtersBySize() {
    return false;
  }

  /**
   * Whether a join with a query reads all rows of a list in it for each row of the other side, and
   * compares each with the whole list. A table of VALUES is read, but not compared.
   */
  default boolean readsListsForEachRow() {
    return false;
  }

  /** Whether a query in the FROM of another query is expensive to compile. */
  default boolean avoidsNestedQueries() {
    return false;
  }

  /** A small number as a literal, so that a column of a UNION needs no conversion. */
  default String small(String number) {
    return "CAST(" + number + " AS SMALLINT)";
  }

  /** The type of a 64-bit number in a cast. */
  default String bigint() {
    return "BIGINT";
  }

  /** The quotation mark around a name in which any character is allowed. */
  default char quote() {
    return '"';
  }

  /**
   * Sets the isolation of the transaction that is about to begin.
   *
   * @param usual the default level of the pool's connections
   * @return the level to restore after the transaction, or {@code Connection.TRANSACTION_NONE}
   */
  default int isolate(Connection connection, int usual, boolean reading) throws SQLException {
    if (usual != (reading ? TRANSACTION_REPEATABLE_READ : TRANSACTION_READ_COMMITTED)) {
      // For one transaction, so there is no level to restore.
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "SET TRANSACTION ISOLATION LEVEL " + (reading ? "REPEATABLE READ" : "READ COMMITTED"));
      }
    }
    return Connection.TRANSACTION_NONE;
  }

  /** Whether an error says that the connection is in an XA transaction. */
  default boolean isInBranch(SQLException e) {
    return false;
  }

  /** Whether the server is in an XA transaction although the driver shows autocommit. */
  default boolean hasHiddenBranch(Connection connection) throws SQLException {
    return false;
  }

  /** Whether the whole unit of work was undone in favour of another one, and may be run again. */
  boolean conflict(SQLException e);

  /**
   * Translates the error of a statement that changed nothing or was undone. The failure is
   * retryable if its cause is temporary.
   */
  default StoreFailure failure(SQLException e) {
    return conflict(e)
        ? new StoreFailure("the database gave another transaction precedence", true, e)
        : new StoreFailure("the database failed: " + e.getMessage(), PassingCause.of(e), e);
  }

  /** Whether each statement of a transaction of this level sees the data committed before it. */
  static boolean readsCommitted(int isolation) {
    return isolation == TRANSACTION_READ_COMMITTED
        || isolation == Connection.TRANSACTION_READ_UNCOMMITTED;
  }

  /** An insert of a row, with keys, then other columns. */
  static String insert(String table, ImmutableList<String> keys, ImmutableList<String> rest) {
    ImmutableList<String> columns =
        ImmutableList.<String>builder().addAll(keys).addAll(rest).build();
    return "INSERT INTO "
        + table
        + " ("
        + Joiner.on(", ").join(columns)
        + ") VALUES "
        + Query.marks(columns.size());
  }

  /** Reads the version of a person's tenant. */
  static Query version(long person) {
    return Query.of("SELECT revision, structure FROM bailiwick_tenant WHERE id = ?", person);
  }

  /** Locks and reads tenants in the order of the ids: persons first, then orgs. */
  static Query personsThenOrgs(String table, List<Long> persons, List<Long> orgs) {
    Query all = new Query();
    for (List<Long> ids : List.of(persons, orgs)) {
      if (!ids.isEmpty()) {
        all.add(all.parameters().isEmpty() ? "(" : " UNION ALL (")
            .add("SELECT kind, id, revision, structure FROM " + table + " WHERE id IN ")
            .in(ids)
            .add(" ORDER BY id FOR UPDATE)");
      }
    }
    return all;
  }

  /** Joins statements by semicolons. */
  static Query oneAfterTheOther(String before, Iterable<Query> writes) {
    Query all = Query.of(before);
    String separator = "";
    for (Query write : writes) {
      all.add(separator).add(write);
      separator = "; ";
    }
    return all;
  }
}
