package dev.bailiwick.jdbc.internal.sql;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.sql.SQLException;
import java.util.List;

/** MariaDB 10.11 and later. MySQL has neither its sequences nor its collation. */
public final class MariaDbDialect implements Dialect {
  @Override
  public String folder() {
    return "mariadb";
  }

  @Override
  public HostTypes hostTypes() {
    return HostTypes.MARIADB;
  }

  @Override
  public Query locking(List<Long> persons, List<Long> orgs) {
    // By the primary key only: a scan would wait for rows of other tenants.
    return Dialect.personsThenOrgs("bailiwick_tenant FORCE INDEX (PRIMARY)", persons, orgs);
  }

  @Override
  public Query joined(List<Query> writes) {
    return Dialect.oneAfterTheOther("BEGIN NOT ATOMIC ", writes).add("; END");
  }

  @Override
  public Query counted(List<Query> writes, Query last, int rows) {
    // The update count of a compound statement is the sum of all its changes.
    return Dialect.oneAfterTheOther("BEGIN NOT ATOMIC ", Iterables.concat(writes, List.of(last)))
        .add(
            "; IF ROW_COUNT() < "
                + rows
                + " THEN SIGNAL SQLSTATE '"
                + CONDITION_FAILED
                + "'; END IF; END");
  }

  @Override
  public Query keeping(long person) {
    return Dialect.version(person).add(" LOCK IN SHARE MODE");
  }

  @Override
  public boolean joinsValues() {
    return false;
  }

  @Override
  public String upsert(String table, ImmutableList<String> keys, ImmutableList<String> rest) {
    return Dialect.insert(table, keys, rest)
        + " ON DUPLICATE KEY UPDATE "
        + Joiner.on(", ").join(rest.stream().map(c -> c + " = VALUES(" + c + ")").iterator());
  }

  @Override
  public String lines(String value) {
    return "GROUP_CONCAT(" + value + " SEPARATOR '\n')";
  }

  @Override
  public String nextIds() {
    // A cluster requires a sequence with its default step: so this sequence counts blocks.
    return "SELECT (NEXTVAL(bailiwick_id) - 1) * " + ID_BLOCK + " + 1";
  }

  @Override
  public String matches(String text, String pattern) {
    // The end of the pattern also matches before a line feed at the end.
    return text + " REGEXP '^" + pattern + "$' AND RIGHT(" + text + ", 1) <> CHAR(10)";
  }

  @Override
  public String small(String number) {
    return number;
  }

  @Override
  public String bigint() {
    return "SIGNED";
  }

  @Override
  public char quote() {
    return '`';
  }

  @Override
  public boolean conflict(SQLException e) {
    return "40001".equals(e.getSQLState()) || e.getErrorCode() == 1213 || e.getErrorCode() == 1020;
  }
}
