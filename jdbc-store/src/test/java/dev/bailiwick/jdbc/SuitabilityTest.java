package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import dev.bailiwick.jdbc.internal.schema.Product;
import dev.bailiwick.jdbc.internal.schema.Scripts;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.page.Page;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store refuses of each product before it is used. */
class SuitabilityTest {
  static List<Database> databases() {
    return List.of(
        Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.POSTGRESQL_15, Databases.MARIADB);
  }

  @AfterEach
  void recycle() {
    databases().forEach(Database::recycle);
  }

  private static long use(JdbcStore store) {
    return store.read(Consistency.latest(), view -> view.revision(new OrgId(1)));
  }

  /** A schema that is thrown away, of the product that is wanted. */
  private static HikariDataSource migrated(Database database) throws SQLException {
    HikariDataSource pool = Database.pool(database.newSchema(0));
    try (Connection connection = pool.getConnection()) {
      assertThat(
              connection.getMetaData().getDatabaseProductName()
                  + " "
                  + connection.getMetaData().getDatabaseProductVersion())
          .startsWith(database.wanted());
    }
    JdbcStore.over(pool).migrate();
    return pool;
  }

  private static void execute(HikariDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_pool_with_autocommit_off_is_refused(Database database) throws SQLException {
    HikariConfig config = Database.config(database.newSchema(0));
    config.setAutoCommit(false);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      assertThatThrownBy(() -> JdbcStore.over(pool))
          .isInstanceOfSatisfying(
              UnsuitableDatabase.class, e -> assertThat(e.reason()).isEqualTo(Reason.AUTOCOMMIT));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bailiwick_user MODIFY email VARCHAR(255), utf8mb4_general_ci, bailiwick_user.email",
    "bailiwick_team MODIFY canonical_name VARCHAR(765) NOT NULL, utf8mb4_bin, canonical_name",
    "bailiwick_resource MODIFY parent_id VARCHAR(255), utf8mb4_uca1400_nopad_as_cs, parent_id",
    "bailiwick_identity CONVERT TO CHARACTER SET utf8mb4, utf8mb4_unicode_ci, bailiwick_identity",
    "bailiwick_operation MODIFY id VARCHAR(255) NOT NULL, utf8mb4_general_ci,"
        + " bailiwick_operation.id"
  })
  void a_column_of_mariadb_that_folds_or_pads_is_refused(
      String change, String collation, String named) throws SQLException {
    try (HikariDataSource pool = migrated(Databases.MARIADB)) {
      assertThat(use(JdbcStore.over(pool))).isZero();
      String sql = change.replace(" NOT NULL", "");
      String end = sql.equals(change) ? "" : " NOT NULL";
      execute(pool, "ALTER TABLE " + sql + " COLLATE " + collation + end);
      JdbcStore store = JdbcStore.over(pool);
      assertThatThrownBy(() -> use(store))
          .isInstanceOfSatisfying(
              UnsuitableDatabase.class, e -> assertThat(e.reason()).isEqualTo(Reason.COLLATION))
          .hasMessageContaining(named)
          .hasMessageContaining(collation);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POSIX", "en_US", "folding"})
  void a_key_of_postgresql_that_does_not_compare_by_bytes_is_refused(String collation)
      throws SQLException {
    for (Database database : List.of(Databases.POSTGRESQL, Databases.POSTGRESQL_15)) {
      try (HikariDataSource pool = migrated(database)) {
        assertThat(use(JdbcStore.over(pool))).isZero();
        execute(
            pool,
            "CREATE COLLATION folding"
                + " (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        execute(pool, "CREATE COLLATION \"en_US\" (provider = icu, locale = 'en-US')");
        execute(
            pool,
            "ALTER TABLE bailiwick_address ALTER email TYPE TEXT COLLATE \"" + collation + '"');
        JdbcStore store = JdbcStore.over(pool);
        assertThatThrownBy(() -> use(store))
            .isInstanceOfSatisfying(
                UnsuitableDatabase.class, e -> assertThat(e.reason()).isEqualTo(Reason.COLLATION))
            .hasMessageContaining("bailiwick_address_pk");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void the_checked_tables_are_the_tables_of_the_script(Database database) throws SQLException {
    Dialect dialect = Product.of(database.name()).orElseThrow().dialect();
    Set<String> made = new TreeSet<>();
    try (HikariDataSource pool = migrated(database);
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT LOWER(table_name) FROM information_schema.tables WHERE table_schema = "
                    + (dialect == Product.POSTGRESQL.dialect() ? "current_schema" : "SCHEMA()")
                    // The sequence is a table of MariaDB's.
                    + " AND LOWER(table_name) LIKE 'bailiwick%' AND table_type <> 'SEQUENCE'")) {
      while (rows.next()) {
        made.add(rows.getString(1));
      }
    }
    assertThat(Scripts.MAIN.tables(dialect)).hasSize(21).containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void a_key_of_an_operation_in_postgresql_that_does_not_compare_by_bytes_is_refused()
      throws SQLException {
    try (HikariDataSource pool = migrated(Databases.POSTGRESQL)) {
      execute(pool, "ALTER TABLE bailiwick_operation ALTER id TYPE TEXT COLLATE \"POSIX\"");
      JdbcStore store = JdbcStore.over(pool);
      refused(Reason.COLLATION, () -> use(store)).hasMessageContaining("bailiwick_operation_pk");
    }
  }

  private static AbstractThrowableAssert<?, ?> refused(Reason reason, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            UnsuitableDatabase.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static HikariDataSource h2(String settings) {
    return Database.pool("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;" + settings);
  }

  @ParameterizedTest
  @CsvSource({
    "IGNORECASE=TRUE, COLLATION",
    "MODE=MySQL;IGNORECASE=TRUE, COLLATION",
    "MODE=Oracle, MODE",
    "MODE=MSSQLServer, MODE",
    "MODE=Derby, MODE",
    "MODE=STRICT, MODE"
  })
  void a_mode_of_h2_that_the_statements_cannot_rely_on_is_refused(String settings, Reason reason) {
    try (HikariDataSource pool = h2(settings)) {
      refused(reason, () -> JdbcStore.over(pool));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MODE=REGULAR",
        "MODE=LEGACY",
        "MODE=DB2",
        "MODE=HSQLDB",
        "MODE=MySQL",
        "MODE=MariaDB",
        "MODE=PostgreSQL",
        "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
        "MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
      })
  void in_every_other_mode_of_h2_the_store_works(String settings) {
    try (HikariDataSource pool = h2(settings)) {
      JdbcStore store = JdbcStore.over(pool);
      store.migrate();
      Scene scene = Scene.in(store);
      World world = scene.world(store);
      assertThat(world.user("Case")).isNotEqualTo(world.user("case2"));
      for (var identity : List.of("x", "X", "x ")) {
        world.system().users().ensure(ExternalIdentity.of("cases", identity), Profile.empty());
      }
      assertThat(Page.all(world.system().users()::list)).hasSize(12 + 2 + 3);
      Scene.QUESTIONS.values().forEach(q -> assertThat(q.apply(scene, world)).isNotNull());
      for (String change : List.of("Teams.update", "Grants.merge", "Users.erase", "Orgs.delete")) {
        Objects.requireNonNull(Scene.CHANGES.get(change)).accept(scene, world);
      }
    }
  }

  @Test
  void tables_that_h2_made_while_it_folded_are_refused() throws SQLException {
    try (HikariDataSource pool = h2("MODE=REGULAR")) {
      JdbcStore store = JdbcStore.over(pool);
      execute(pool, "SET IGNORECASE TRUE");
      refused(Reason.COLLATION, store::migrate).hasMessageContaining("VARCHAR_IGNORECASE");
      execute(pool, "SET IGNORECASE FALSE");
      refused(Reason.COLLATION, () -> use(JdbcStore.over(pool)));
    }
  }

  /** A pool whose metadata say something else in some places. */
  private static DataSource saying(HikariDataSource pool, Map<String, Object> answers) {
    return proxy(
        DataSource.class,
        pool,
        Map.of(),
        connection ->
            proxy(
                Connection.class,
                (Connection) connection,
                Map.of(),
                data ->
                    data instanceof DatabaseMetaData metadata
                        ? proxy(DatabaseMetaData.class, metadata, answers, UnaryOperator.identity())
                        : data));
  }

  private static <T> T proxy(
      Class<T> type, T target, Map<String, Object> answers, UnaryOperator<Object> result) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (answers.containsKey(method.getName())) {
                return answers.get(method.getName());
              }
              Object found = method.invoke(target, arguments);
              return found == null ? null : result.apply(found);
            }));
  }

  @Test
  void the_driver_that_calls_mariadb_another_product_is_named() {
    try (HikariDataSource pool = Database.pool(Databases.MARIADB.newUrl())) {
      DataSource mySql =
          saying(
              pool,
              Map.of("getDatabaseProductName", "MySQL", "getDriverName", "MySQL Connector/J"));
      refused(Reason.PRODUCT, () -> JdbcStore.over(mySql))
          .hasMessageContaining("MySQL Connector/J")
          .hasMessageContaining("MariaDB");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "H2, 2, 2, 2.3",
    "H2, 1, 4, 2.3",
    "PostgreSQL, 14, 99, 15",
    "MariaDB, 10, 6, 10.11",
    "MariaDB, 5, 5, 10.11"
  })
  void a_version_that_is_too_old_is_refused(String product, int major, int minor, String oldest) {
    Database database =
        databases().stream().filter(d -> d.name().equals(product)).findFirst().orElseThrow();
    try (HikariDataSource pool = Database.pool(database.newUrl())) {
      DataSource old =
          saying(pool, Map.of("getDatabaseMajorVersion", major, "getDatabaseMinorVersion", minor));
      refused(Reason.VERSION, () -> JdbcStore.over(old)).hasMessageContaining(oldest);
    }
  }
}
