package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.schema.Product;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A call that waits in vain has done nothing, and says that it may be made again. */
class WaitingTest {
  static Stream<Arguments> limits() {
    return Stream.of(
        Arguments.of(Databases.POSTGRESQL, "SET lock_timeout = 100"),
        Arguments.of(Databases.POSTGRESQL, "SET statement_timeout = 100"),
        Arguments.of(Databases.MARIADB, "SET innodb_lock_wait_timeout = 1"),
        Arguments.of(Databases.MARIADB, "SET max_statement_time = 0.1"),
        Arguments.of(Databases.H2_MEMORY, "SET LOCK_TIMEOUT 10"),
        Arguments.of(Databases.H2_MEMORY, "SET LOCK_TIMEOUT 200; SET QUERY_TIMEOUT 100"));
  }

  @AfterEach
  void recycle() {
    List.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB)
        .forEach(Database::recycle);
  }

  private static HikariDataSource impatient(HikariDataSource pool, String limit) {
    HikariConfig config = Database.config(pool.getJdbcUrl());
    config.setConnectionInitSql(limit);
    return new HikariDataSource(config);
  }

  private static void rename(Store store, UserId user, String name) {
    store.<Object>write(
        Set.of(user),
        tx -> {
          tx.users().save(tx.users().find(user).orElseThrow().withFullName(name));
          return true;
        });
  }

  private static void lock(Connection host, UserId user) throws SQLException {
    host.setAutoCommit(false);
    try (Statement statement = host.createStatement()) {
      statement.execute(
          "UPDATE bailiwick_tenant SET structure = structure + 1 WHERE id = " + Row.number(user));
    }
  }

  private static void isRetryable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreFailure.class, f -> assertThat(f.retryable()).as(f.getMessage()).isTrue());
  }

  @ParameterizedTest
  @MethodSource("limits")
  void a_change_that_waits_in_vain_is_undone_and_retryable(Database database, String limit)
      throws SQLException {
    HikariDataSource pool = (HikariDataSource) database.newDataSource();
    UserId olga = new World(JdbcStore.over(pool)).user("olga");
    Tables before = Tables.of(pool);
    try (HikariDataSource waiting = impatient(pool, limit);
        Connection host = pool.getConnection()) {
      Store store = JdbcStore.over(waiting);
      lock(host, olga);
      isRetryable(() -> rename(store, olga, "late"));
      assertThat(waiting.getHikariPoolMXBean().getActiveConnections()).isZero();
      host.rollback();
      assertThat(Tables.of(pool)).isEqualTo(before);
      rename(store, olga, "again");
    }
    assertThat(new World(JdbcStore.over(pool)).system().users().get(olga).fullName())
        .isEqualTo("again");
  }

  @ParameterizedTest
  @MethodSource("limits")
  void on_a_lent_connection_the_hosts_transaction_goes_on(Database database, String limit)
      throws SQLException {
    HikariDataSource pool = (HikariDataSource) database.newDataSource();
    World world = new World(JdbcStore.over(pool));
    UserId olga = world.user("olga");
    UserId bob = world.user("bob");
    try (HikariDataSource waiting = impatient(pool, limit);
        Connection lent = waiting.getConnection();
        Connection host = pool.getConnection()) {
      lent.setAutoCommit(false);
      lent.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      Store store = JdbcStore.over(waiting).on(lent);
      rename(store, bob, "before");
      lock(host, olga);
      isRetryable(
          () ->
              store.write(
                  Set.of(bob),
                  tx -> {
                    tx.users().save(tx.users().find(bob).orElseThrow().withFullName("half"));
                    // A row that the unit did not lock, and another holds.
                    return tx.revision(bob) + wait(database, lent, olga);
                  }));
      lent.commit();
      host.rollback();
    }
    assertThat(world.system().users().get(bob).fullName()).isEqualTo("before");
    assertThat(world.system().users().get(olga).fullName()).isEqualTo("olga");
  }

  private static long wait(Database database, Connection lent, UserId user) {
    try (Statement statement = lent.createStatement()) {
      return statement.executeUpdate(
          "UPDATE bailiwick_tenant SET structure = 1 WHERE id = " + Row.number(user));
    } catch (SQLException e) {
      throw Product.of(database.name()).orElseThrow().dialect().failure(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"SET lock_timeout = 100", "SET statement_timeout = 100"})
  void a_question_that_waits_in_vain_is_retryable(String limit) throws SQLException {
    HikariDataSource pool = (HikariDataSource) Databases.POSTGRESQL.newDataSource();
    UserId olga = new World(JdbcStore.over(pool)).user("olga");
    try (HikariDataSource waiting = impatient(pool, limit);
        Connection host = pool.getConnection();
        Statement statement = host.createStatement()) {
      World world = new World(JdbcStore.over(waiting));
      assertThat(world.system().users().get(olga).fullName()).isEqualTo("olga");
      host.setAutoCommit(false);
      statement.execute("LOCK TABLE bailiwick_user IN ACCESS EXCLUSIVE MODE");
      isRetryable(() -> world.system().users().get(olga));
      host.rollback();
      assertThat(world.system().users().get(olga).fullName()).isEqualTo("olga");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "55P03, 0, true",
    "57014, 0, true",
    "57P01, 0, true",
    "53300, 0, true",
    "08006, 0, true",
    "25P03, 0, true",
    "HY000, 1205, true",
    "70100, 1969, true",
    "70100, 1317, true",
    "HY000, 1114, true",
    "42601, 0, false",
    "42501, 0, false",
    "23505, 0, false",
    "23514, 0, false",
    "22001, 0, false",
    "25006, 0, false",
    "58030, 0, false",
    "HY000, 1366, false",
    "42S02, 42102, false"
  })
  void only_a_transient_sql_error_is_retryable(String state, int code, boolean retryable) {
    SQLException e = new SQLException("it failed", state, code);
    for (Product product : Product.ALL) {
      Dialect dialect = product.dialect();
      assertThat(dialect.failure(e).retryable()).as(product.name()).isEqualTo(retryable);
    }
    assertThat(Product.H2.dialect().failure(new SQLException("no state")).retryable()).isFalse();
  }
}
