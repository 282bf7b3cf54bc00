package dev.bailiwick.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * A database product under test, started at its first use and stopped with the process. It gives
 * out empty schemas, each to one test: when the test is over they are emptied and given out again.
 */
abstract class Database {
  /** The tables that calls write to, in an order in which they can be emptied. */
  static final List<String> TABLES =
      List.of(
          "bailiwick_sign_in",
          "bailiwick_last_use",
          "bailiwick_access_token",
          "bailiwick_api_key",
          "bailiwick_impersonation",
          "bailiwick_support",
          "bailiwick_delegation",
          "bailiwick_audit_impersonator",
          "bailiwick_audit_touch",
          "bailiwick_audit",
          "bailiwick_invitation_mail",
          "bailiwick_invitation",
          "bailiwick_bar",
          "bailiwick_join_request",
          "bailiwick_org_domain",
          "bailiwick_address",
          "bailiwick_grant",
          "bailiwick_resource",
          "bailiwick_seat",
          "bailiwick_team",
          "bailiwick_role",
          "bailiwick_membership",
          "bailiwick_identity",
          "bailiwick_org",
          "bailiwick_password_reset",
          "bailiwick_password_attempt",
          "bailiwick_password",
          "bailiwick_user",
          "bailiwick_tenant",
          "bailiwick_operation");

  private final Deque<HikariDataSource> free = new ArrayDeque<>();
  private final List<HikariDataSource> used = new ArrayList<>();
  private final IdentityHashMap<Store, HikariDataSource> stores = new IdentityHashMap<>();
  private final IdentityHashMap<HikariDataSource, HikariDataSource> seconds =
      new IdentityHashMap<>();
  private int made;
  private boolean reported;

  /** The product. */
  final String name() {
    return wanted().replaceFirst(" .*", "");
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName();
  }

  /** The URL of a new, empty schema. */
  abstract String newSchema(int number) throws SQLException;

  /** How its name and version begin. */
  abstract String wanted();

  /** Puts rows into empty tables. */
  interface Rows {
    /** Nothing. */
    Rows NONE = () -> {};

    /** Puts them in. */
    void insert() throws SQLException;
  }

  /** Deletes rows although others refer to them, and inserts others. */
  abstract void replace(Statement statement, List<String> tables, Rows rows) throws SQLException;

  /** An empty store that nobody else uses. */
  final synchronized Store newStore() {
    HikariDataSource pool = (HikariDataSource) newDataSource();
    Store store = over(pool);
    stores.put(store, pool);
    return store;
  }

  /** Another store over the same schema, through a pool of its own, as a second node has one. */
  final synchronized Store beside(Store store) {
    return over(secondPool(store));
  }

  /** A store with every optional part. */
  private static JdbcStore over(DataSource pool) {
    return JdbcStore.over(pool)
        .with(Part.KEYS)
        .with(Part.PASSWORDS)
        .with(Part.IMPERSONATION)
        .with(Part.HISTORY);
  }

  /** The pool of a store that was made here. */
  final synchronized HikariDataSource pool(Store store) {
    return requireNonNull(stores.get(store), "a store of this database");
  }

  /** Another pool over the schema of a store that was made here. */
  final synchronized HikariDataSource secondPool(Store store) {
    return seconds.computeIfAbsent(pool(store), first -> pool(first.getJdbcUrl()));
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
      HikariDataSource pool = open(newSchema(++made));
      assertThat(product(pool)).startsWith(wanted());
      over(pool).migrate();
      migrated(pool);
      return emptied(pool);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static HikariDataSource pool(String url) {
    return new HikariDataSource(config(url));
  }

  static HikariConfig config(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    if (url.startsWith("jdbc:h2:")) {
      JdbcDataSource h2 = new JdbcDataSource();
      // A statement that is run again must not return what it returned to an older snapshot.
      h2.setURL(url + ";OPTIMIZE_REUSE_RESULTS=0");
      config.setDataSource(ReusedStatements.of(h2));
    }
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(0);
    return config;
  }

  /** A pool over a schema. */
  HikariDataSource open(String url) {
    return pool(url);
  }

  /** What is done to a new schema once it is migrated. */
  void migrated(HikariDataSource pool) throws SQLException {}

  /** Takes back what was given out, when a test has ended, and reports on which product it ran. */
  final synchronized void recycle() {
    if (!used.isEmpty() && !reported) {
      report();
      reported = true;
    }
    for (HikariDataSource pool : used) {
      free.push(emptied(pool));
    }
    used.clear();
    stores.clear();
  }

  /** Lets ids begin with 1 again. */
  static void restartIds(Statement statement) throws SQLException {
    statement.execute("ALTER SEQUENCE bailiwick_id RESTART WITH 1");
  }

  /** The build fails without this line about PostgreSQL, and about MariaDB. */
  private void report() {
    try {
      Files.writeString(
          Path.of("target", "products.txt"),
          product(used.get(0)) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException | SQLException e) {
      throw new AssertionError(e);
    }
  }

  private HikariDataSource emptied(HikariDataSource pool) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      replace(statement, TABLES, Rows.NONE);
      restartIds(statement);
      return pool;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The product and its version, as a connection to a schema of it says. */
  final synchronized String product() {
    try {
      return product(newDataSource());
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The product and its version, as a connection says. */
  static String product(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      var data = connection.getMetaData();
      return data.getDatabaseProductName() + " " + data.getDatabaseProductVersion();
    }
  }
}
