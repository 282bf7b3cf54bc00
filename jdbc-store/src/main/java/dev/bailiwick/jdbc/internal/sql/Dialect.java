package dev.bailiwick.jdbc.internal.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static java.sql.Connection.TRANSACTION_REPEATABLE_READ;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.jdbc.internal.unit.StandingCondition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that differs between the databases. */
public enum Dialect {
  /** PostgreSQL 15 and later. */
  POSTGRESQL(
      ImmutableSet.of("40001", "40P01"), ImmutableSet.of(), TRANSACTION_REPEATABLE_READ, false) {
    @Override
    public Query locking(List<Long> persons, List<Long> orgs) {
      // Leaves foreign keys to the row free, as FOR UPDATE does not.
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
      // Fails if the row has changed since.
      return version(person).add(" FOR SHARE");
    }

    @Override
    public boolean joinsValues() {
      return true;
    }

    @Override
    public String upsert(String table, ImmutableList<String> keys, ImmutableList<String> rest) {
      return insert(table, keys, rest)
          + " ON CONFLICT ("
          + Joiner.on(", ").join(keys)
          + ") DO UPDATE SET "
          + Joiner.on(", ").join(rest.stream().map(c -> c + " = EXCLUDED." + c).iterator());
    }

    @Override
    public String nextIds() {
      return "SELECT nextval('bailiwick_id')";
    }
  },

  /** MariaDB 10.11 and later. MySQL lacks its sequences, and its collation. */
  MARIADB(
      ImmutableSet.of("40001"), ImmutableSet.of(1213, 1020), TRANSACTION_REPEATABLE_READ, false) {
    @Override
    public Query locking(List<Long> persons, List<Long> orgs) {
      // By the key and nothing else: a scan would wait for the rows of others.
      return personsThenOrgs("bailiwick_tenant FORCE INDEX (PRIMARY)", persons, orgs);
    }

    @Override
    public Query joined(List<Query> writes) {
      return oneAfterTheOther("BEGIN NOT ATOMIC ", writes).add("; END");
    }

    @Override
    public Query counted(List<Query> writes, Query last, int rows) {
      // The count of a compound statement is the sum of all that it changed.
      return oneAfterTheOther("BEGIN NOT ATOMIC ", Iterables.concat(writes, List.of(last)))
          .add(
              "; IF ROW_COUNT() < "
                  + rows
                  + " THEN SIGNAL SQLSTATE '"
                  + StandingCondition.SQL_STATE
                  + "'; END IF; END");
    }

    @Override
    public Query keeping(long person) {
      return version(person).add(" LOCK IN SHARE MODE");
    }

    @Override
    public String upsert(String table, ImmutableList<String> keys, ImmutableList<String> rest) {
      return insert(table, keys, rest)
          + " ON DUPLICATE KEY UPDATE "
          + Joiner.on(", ").join(rest.stream().map(c -> c + " = VALUES(" + c + ")").iterator());
    }

    @Override
    public String nextIds() {
      // A cluster takes no sequence with a step of its own: this one counts blocks.
      return "SELECT (NEXTVAL(bailiwick_id) - 1) * " + ID_BLOCK + " + 1";
    }
  },

  /** H2 2.3 and later. */
  H2(ImmutableSet.of("40001"), ImmutableSet.of(50200, 90131), Level.SNAPSHOT, true) {
    @Override
    public Query locking(List<Long> persons, List<Long> orgs) {
      return personsThenOrgs("bailiwick_tenant", persons, orgs);
    }

    @Override
    public Query joined(List<Query> writes) {
      return oneAfterTheOther("", writes);
    }

    @Override
    public Query counted(List<Query> writes, Query last, int rows) {
      // The count of several is that of the first.
      return oneAfterTheOther("", Iterables.concat(List.of(last), writes));
    }

    @Override
    public Query keeping(long person) {
      return version(person).add(" FOR UPDATE");
    }

    @Override
    public boolean joinsValues() {
      return true;
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
          + marks(columns.size());
    }

    @Override
    public String nextIds() {
      return "SELECT NEXT VALUE FOR bailiwick_id";
    }
  };

  /** How many ids one call of the sequence gives. */
  public static final int ID_BLOCK = 50;

  private static final class Level {
    /** H2's own; its REPEATABLE READ lets phantoms through. */
    static final int SNAPSHOT = 6;
  }

  private final ImmutableSet<String> states;
  private final ImmutableSet<Integer> codes;
  private final int snapshot;
  private final boolean binaryKeys;

  Dialect(Set<String> states, Set<Integer> codes, int snapshot, boolean binaryKeys) {
    this.states = ImmutableSet.copyOf(states);
    this.codes = ImmutableSet.copyOf(codes);
    this.snapshot = snapshot;
    this.binaryKeys = binaryKeys;
  }

  /** The dialect of a product; null if none is known. */
  public static @Nullable Dialect of(String product) {
    for (Dialect dialect : values()) {
      if (dialect.name().equals(product.toUpperCase(Locale.ROOT))) {
        return dialect;
      }
    }
    return null;
  }

  /** The oldest version over which the store is tested. */
  public String oldest() {
    return switch (this) {
      case POSTGRESQL -> "15";
      case MARIADB -> "10.11";
      case H2 -> "2.3";
    };
  }

  /** The folder of its migrations. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Locks and reads tenants: persons by ascending id, then orgs by ascending id.
   *
   * @param persons fewer than a thousand, and so the orgs: of a longer list MariaDB makes a join,
   *     whose order nobody promises
   */
  public abstract Query locking(List<Long> persons, List<Long> orgs);

  private static Query personsThenOrgs(String table, List<Long> persons, List<Long> orgs) {
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

  /** Two or more writes as one statement; PostgreSQL does them in no order that could be told. */
  public abstract Query joined(List<Query> writes);

  private static Query oneAfterTheOther(String before, Iterable<Query> writes) {
    Query all = Query.of(before);
    String separator = "";
    for (Query write : writes) {
      all.add(separator).add(write);
      separator = "; ";
    }
    return all;
  }

  /**
   * One or more writes and a last one, as one statement. Unless it fails with {@link
   * StandingCondition#SQL_STATE}, because the last one changed fewer than {@code rows}, its count
   * is at least that of the last one.
   */
  public abstract Query counted(List<Query> writes, Query last, int rows);

  /**
   * Reads the row of a person's tenant as it is committed, in a transaction that otherwise sees an
   * old moment, and locks it; or fails with a conflict if it differs.
   */
  public abstract Query keeping(long person);

  private static Query version(long person) {
    return Query.of("SELECT revision, structure FROM bailiwick_tenant WHERE id = ?", person);
  }

  /** Stores a row in place of the one with the same key; parameters are keys, then the rest. */
  public abstract String upsert(
      String table, ImmutableList<String> keys, ImmutableList<String> rest);

  /**
   * Whether pairs are to be looked for by a join with a table of VALUES. PostgreSQL takes a list of
   * them for as many conditions joined by OR, and plans a thousand for a third of a second; H2
   * looks at every row instead of at an index.
   */
  public boolean joinsValues() {
    return false;
  }

  /** A parameter in a table of VALUES, where nothing else tells its type. */
  public String parameter(Object value) {
    return "?";
  }

  /** Answers the first of the next {@link #ID_BLOCK} ids. */
  public abstract String nextIds();

  public static String insert(
      String table, ImmutableList<String> keys, ImmutableList<String> rest) {
    ImmutableList<String> columns =
        ImmutableList.<String>builder().addAll(keys).addAll(rest).build();
    return "INSERT INTO "
        + table
        + " ("
        + Joiner.on(", ").join(columns)
        + ") VALUES "
        + marks(columns.size());
  }

  /** As many parameters, in parentheses. */
  public static String marks(int count) {
    return "(" + Joiner.on(", ").join(Collections.nCopies(count, "?")) + ")";
  }

  /** The id of a resource as a key of its table: text, or where texts sort otherwise, bytes. */
  public void bindKey(PreparedStatement statement, int index, String id) throws SQLException {
    if (binaryKeys) {
      statement.setBytes(index, id.getBytes(UTF_8));
    } else {
      statement.setString(index, id);
    }
  }

  @Nullable String key(ResultSet row, int column) throws SQLException {
    if (!binaryKeys) {
      return row.getString(column);
    }
    byte[] bytes = row.getBytes(column);
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  /** A key of no resource, as a literal. */
  public String noKey() {
    return binaryKeys ? "X''" : "''";
  }

  /** A key that a recursive term refers to: H2 takes it for a text there. */
  public String keyOf(String column) {
    return binaryKeys ? "CAST(" + column + " AS VARBINARY(255))" : column;
  }

  /** A key as a text. */
  public String text(String key) {
    return binaryKeys ? "UTF8TOSTRING(" + key + ")" : key;
  }

  /** That a text as a whole has the form of a pattern. */
  public String matches(String text, String pattern) {
    return switch (this) {
      case POSTGRESQL -> text + " ~ '^" + pattern + "$'";
      case H2 -> text + " REGEXP '^" + pattern + "\\z'";
      // There the end may be followed by the end of a line.
      case MARIADB -> text + " REGEXP '^" + pattern + "$' AND RIGHT(" + text + ", 1) <> CHAR(10)";
    };
  }

  /**
   * That a value of a subquery is not null. PostgreSQL looks values up by their hash only where it
   * expects few of them, and else compares each with all: so this looks as if it left few.
   */
  public String lookedUp(String value) {
    return this == POSTGRESQL
        ? "COALESCE(" + value + ", " + value + ") = " + value
        : value + " IS NOT NULL";
  }

  /** That a row was not written by a transaction that is still open, the reader's own included. */
  public String isCommitted() {
    return this == POSTGRESQL
        ? "age(xmin) > age(pg_snapshot_xmin(pg_current_snapshot())::xid)"
        // There a script commits with each table that it makes.
        : "TRUE";
  }

  /** Whether nothing reads what is not committed, at whatever level. */
  public boolean hidesUncommitted() {
    return this == POSTGRESQL;
  }

  /** Whether a filter is written for how many ids somebody has, with arrays of few. */
  public boolean filtersBySize() {
    return this == POSTGRESQL;
  }

  /** A small number, so that a column of a UNION needs no conversion. */
  public String small(String number) {
    return this == MARIADB ? number : "CAST(" + number + " AS SMALLINT)";
  }

  /** The type of a number, in a cast. */
  public String bigint() {
    return this == MARIADB ? "SIGNED" : "BIGINT";
  }

  /** What stands around a name in which any character is allowed. */
  public char quote() {
    return this == MARIADB ? '`' : '"';
  }

  /**
   * Sets the isolation of the transaction that is about to begin.
   *
   * @param usual what the connections of the pool have if nobody says otherwise
   * @return the level to set when it has ended, or {@link Connection#TRANSACTION_NONE}
   */
  public int isolate(Connection connection, int usual, boolean reading) throws SQLException {
    int wanted = reading ? snapshot : TRANSACTION_READ_COMMITTED;
    if (this == H2) {
      int before = connection.getTransactionIsolation();
      if (before == wanted) {
        return Connection.TRANSACTION_NONE;
      }
      connection.setTransactionIsolation(wanted);
      return before;
    }
    if (usual != wanted) {
      // For one transaction, so nothing has to be set back.
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "SET TRANSACTION ISOLATION LEVEL " + (reading ? "REPEATABLE READ" : "READ COMMITTED"));
      }
    }
    return Connection.TRANSACTION_NONE;
  }

  /** Whether each statement of a transaction of this level sees what was committed before it. */
  public static boolean readsCommitted(int isolation) {
    return isolation == TRANSACTION_READ_COMMITTED
        || isolation == Connection.TRANSACTION_READ_UNCOMMITTED;
  }

  /**
   * What a failed statement means to the caller, of which nothing is done or all is undone: it is
   * retryable if its cause passes.
   */
  public StoreFailure failure(SQLException e) {
    return conflict(e)
        ? new StoreFailure("the database gave another transaction precedence", true, e)
        : new StoreFailure("the database failed: " + e.getMessage(), PassingCause.of(e), e);
  }

  /** Whether autocommit cannot be switched off since an XA transaction is under way. */
  public boolean isInBranch(SQLException e) {
    return this == POSTGRESQL && "55000".equals(e.getSQLState());
  }

  /** Whether the whole unit of work was undone for another's sake, and may be run again. */
  public boolean conflict(SQLException e) {
    return (e.getSQLState() != null && states.contains(e.getSQLState()))
        || codes.contains(e.getErrorCode());
  }

  /** Whether a row was refused because another has its key. */
  public static boolean duplicate(SQLException e) {
    return "23505".equals(e.getSQLState())
        || ("23000".equals(e.getSQLState()) && e.getErrorCode() == 1062);
  }
}
