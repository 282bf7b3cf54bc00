package dev.bailiwick.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;

/**
 * A database product under test, started at its first use and stopped with the process. It gives
 * out empty schemas, each to one test: when the test is over they are emptied and given out again.
 */
abstract class Database {
  /** The tables, in an order in which they can be emptied. */
  private static final List<String> TABLES =
      List.of(
          "bailiwick_audit_touch",
          "bailiwick_audit",
          "bailiwick_grant",
          "bailiwick_resource",
          "bailiwick_seat",
          "bailiwick_team",
          "bailiwick_role",
          "bailiwick_membership",
          "bailiwick_identity",
          "bailiwick_org",
          "bailiwick_user",
          "bailiwick_tenant",
          "bailiwick_store");

  private final Deque<HikariDataSource> free = new ArrayDeque<>();
  private final List<HikariDataSource> used = new ArrayList<>();
  private int made;

  /** The URL of a new, empty schema. */
  abstract String newSchema(int number) throws SQLException;

  /** Deletes rows although others refer to them. */
  abstract void empty(Statement statement, List<String> tables) throws SQLException;

  /** An empty store that nobody else uses. */
  final synchronized Store newStore() {
    return JdbcStore.over(newDataSource());
  }

  /** A pool over an empty schema that nobody else uses, migrated. */
  final synchronized DataSource newDataSource() {
    HikariDataSource pool = free.isEmpty() ? make() : free.pop();
    used.add(pool);
    return pool;
  }

  /** The URL of an empty schema. */
  final synchronized String newUrl() {
    newDataSource();
    return used.get(used.size() - 1).getJdbcUrl();
  }

  private HikariDataSource make() {
    try {
      HikariDataSource pool = pool(newSchema(++made));
      JdbcStore.over(pool).migrate();
      return emptied(pool);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  /** Takes back what was given out. */
  final synchronized void recycle() {
    for (HikariDataSource pool : used) {
      free.push(emptied(pool));
    }
    used.clear();
  }

  private HikariDataSource emptied(HikariDataSource pool) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      empty(statement, TABLES);
      return pool;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The product and its version, as a connection says. */
  final synchronized String product() {
    try (Connection connection = newDataSource().getConnection()) {
      var data = connection.getMetaData();
      return data.getDatabaseProductName() + " " + data.getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
