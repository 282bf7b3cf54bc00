package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.store.View;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that does not serve gives an error, never an allow, and nothing is half done. */
class OutageTest {
  static List<Database> databases() {
    return List.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);
  }

  static Stream<Arguments> readOnly() {
    return Stream.of(
        Arguments.of(Databases.POSTGRESQL, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"),
        Arguments.of(Databases.MARIADB, "SET SESSION TRANSACTION READ ONLY"));
  }

  static Stream<Arguments> full() {
    return Stream.of(
        Arguments.of(Databases.H2_MEMORY, "90031", 90031),
        Arguments.of(Databases.POSTGRESQL, "53100", 0),
        Arguments.of(Databases.MARIADB, "HY000", 1114),
        Arguments.of(Databases.MARIADB, "HY000", 1021));
  }

  @AfterEach
  void recycle() {
    databases().forEach(Database::recycle);
  }

  private static HikariDataSource poolOf(Database database) {
    assertThat(database.product()).startsWith(database.name() + " ");
    return (HikariDataSource) database.newDataSource();
  }

  /** Every change fails, and leaves all as it was. */
  private static void nothingChanges(HikariDataSource pool, Scene scene, World world)
      throws SQLException {
    Tables before = Tables.of(pool);
    for (var change : Scene.CHANGES.entrySet()) {
      assertThat(catchThrowable(() -> change.getValue().accept(scene, world)))
          .as(change.getKey())
          .isInstanceOf(StoreFailure.class);
    }
    assertThat(Tables.of(pool)).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("readOnly")
  void a_database_that_became_read_only_answers_questions_and_changes_nothing(
      Database database, String statement) throws SQLException {
    HikariDataSource pool = poolOf(database);
    Scene scene = Scene.in(JdbcStore.over(pool));
    try (HikariDataSource readOnly = new HikariDataSource()) {
      readOnly.setJdbcUrl(pool.getJdbcUrl());
      readOnly.setConnectionInitSql(statement);
      DataSource[] now = {pool};
      JdbcStore store = JdbcStore.over(whichever(now));
      assertThat(store.<byte[]>read(Consistency.latest(), View::pageKey)).isNotEmpty();
      now[0] = readOnly;
      World world = scene.world(store);
      nothingChanges(pool, scene, world);
      assertThat(scene.miaMayRead(world)).isTrue();
      assertThat(scene.adamMayRead(world)).isFalse();
      now[0] = pool;
      world.user("new");
    }
  }

  /** A data source that leads where the array says. */
  private static DataSource whichever(DataSource[] now) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> method.invoke(now[0], arguments));
  }

  @ParameterizedTest
  @MethodSource("full")
  void a_full_disk_is_an_error_and_changes_nothing(Database database, String state, int code)
      throws SQLException {
    HikariDataSource pool = poolOf(database);
    Scene scene = Scene.in(JdbcStore.over(pool));
    Faults faults = new Faults(pool);
    World world = scene.world(JdbcStore.over(faults.dataSource()));
    assertThat(scene.miaMayRead(world)).isTrue();
    faults.fail(
        Faults.When.BEFORE,
        Faults.each("executeUpdate"::equals),
        () -> new SQLException("the disk is full", state, code));
    nothingChanges(pool, scene, world);
    // A sort or a temporary table may need the disk as well.
    faults.fail(
        Faults.When.BEFORE,
        Faults.each("executeQuery"::equals),
        () -> new SQLException("the disk is full", state, code));
    assertThatThrownBy(() -> scene.miaMayRead(world)).isInstanceOf(StoreFailure.class);
    assertThatThrownBy(() -> scene.adamMayRead(world)).isInstanceOf(StoreFailure.class);
    faults.never();
    assertThat(scene.miaMayRead(world)).isTrue();
    assertThat(scene.adamMayRead(world)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void an_exhausted_pool_is_a_retryable_error(Database database) throws SQLException {
    HikariDataSource pool = poolOf(database);
    Scene scene = Scene.in(JdbcStore.over(pool));
    HikariConfig config = Database.config(pool.getJdbcUrl());
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(250);
    try (HikariDataSource one = new HikariDataSource(config)) {
      World world = scene.world(JdbcStore.over(one));
      assertThat(scene.miaMayRead(world)).isTrue();
      try (Connection taken = one.getConnection()) {
        assertThat(taken.isClosed()).isFalse();
        for (Runnable call :
            List.<Runnable>of(
                () -> scene.miaMayRead(world),
                () -> scene.adamMayRead(world),
                () -> world.user("new"))) {
          assertThatThrownBy(call::run)
              .isInstanceOfSatisfying(StoreFailure.class, f -> assertThat(f.retryable()).isTrue());
        }
      }
      assertThat(scene.miaMayRead(world)).isTrue();
      world.user("new");
    }
  }
}
