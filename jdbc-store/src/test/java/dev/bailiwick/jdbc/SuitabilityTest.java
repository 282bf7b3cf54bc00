package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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
    "bailiwick_identity CONVERT TO CHARACTER SET utf8mb4, utf8mb4_unicode_ci, bailiwick_identity"
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
            pool, "ALTER TABLE bailiwick_user ALTER email TYPE TEXT COLLATE \"" + collation + '"');
        JdbcStore store = JdbcStore.over(pool);
        assertThatThrownBy(() -> use(store))
            .isInstanceOfSatisfying(
                UnsuitableDatabase.class, e -> assertThat(e.reason()).isEqualTo(Reason.COLLATION))
            .hasMessageContaining("bailiwick_user_email");
      }
    }
  }
}
