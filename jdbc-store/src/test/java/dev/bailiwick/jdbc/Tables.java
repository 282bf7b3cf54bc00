package dev.bailiwick.jdbc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import com.google.common.primitives.Bytes;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Every row of every table.
 *
 * @param rows by table, in an order that depends on nothing but what they hold
 */
record Tables(Map<String, List<List<@Nullable Object>>> rows) {
  /** The columns with random values: structures, hashes of codes, and ids of mails. */
  private static final ImmutableMap<String, Integer> RANDOM =
      ImmutableMap.of(
          "bailiwick_tenant",
          3,
          "bailiwick_user",
          21,
          "bailiwick_invitation",
          12,
          "bailiwick_invitation_mail",
          0);

  /** What is there now. */
  static Tables of(DataSource dataSource) throws SQLException {
    Map<String, List<List<@Nullable Object>>> rows = new LinkedHashMap<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : Database.TABLES) {
        try (ResultSet found = statement.executeQuery("SELECT * FROM " + table)) {
          rows.put(table, all(found));
        }
      }
    }
    return new Tables(rows);
  }

  private static List<List<@Nullable Object>> all(ResultSet found) throws SQLException {
    List<List<@Nullable Object>> all = new ArrayList<>();
    while (found.next()) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
        Object value = found.getObject(column);
        if (value instanceof Clob) {
          value = found.getString(column);
        }
        row.add(
            value instanceof byte[] bytes
                ? new Id(ImmutableList.copyOf(Bytes.asList(bytes)))
                : value);
      }
      all.add(row);
    }
    all.sort(Comparator.comparing(String::valueOf));
    return all;
  }

  /** The bytes of an id, which unlike an array are equal to the same. */
  private record Id(ImmutableList<Byte> bytes) {}

  /** How many rows a table has. */
  int count(String table) {
    return rowsOf(table).size();
  }

  private List<List<@Nullable Object>> rowsOf(String table) {
    return Objects.requireNonNull(rows.get(table));
  }

  /** The same with, in place of each random value, whether it was there before. */
  Tables since(Tables before) {
    Map<String, List<List<@Nullable Object>>> told = new LinkedHashMap<>(rows);
    RANDOM.forEach(
        (table, column) -> {
          Set<@Nullable Object> known = new HashSet<>();
          before.rowsOf(table).forEach(row -> known.add(row.get(column)));
          List<List<@Nullable Object>> changed = new ArrayList<>();
          for (List<@Nullable Object> row : rowsOf(table)) {
            List<@Nullable Object> other = new ArrayList<>(row);
            other.set(column, known.contains(row.get(column)));
            changed.add(other);
          }
          changed.sort(Comparator.comparing(String::valueOf));
          told.put(table, changed);
        });
    return new Tables(told);
  }

  /** Puts all of it back. */
  void restore(Database database, DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      database.replace(statement, Database.TABLES, () -> insert(connection));
    }
  }

  private void insert(Connection connection) throws SQLException {
    for (String name : Lists.reverse(Database.TABLES)) {
      for (List<@Nullable Object> row : rowsOf(name)) {
        String marks = String.join(", ", Collections.nCopies(row.size(), "?"));
        try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO " + name + " VALUES (" + marks + ")")) {
          for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            insert.setObject(i + 1, value instanceof Id id ? Bytes.toArray(id.bytes()) : value);
          }
          insert.executeUpdate();
        }
      }
    }
  }
}
