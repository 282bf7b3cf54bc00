package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import dev.bailiwick.page.Page;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections with a search path that leads to the tables in a schema behind the first. */
class SearchPathTest {
  static List<Database> databases() {
    return List.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.POSTGRESQL_15);
  }

  /** A pool whose connections look for tables in these schemas of a database of its own. */
  private static HikariDataSource pool(String url, String... path) throws SQLException {
    HikariConfig config = Database.config(url);
    String schemas = String.join(", ", path);
    boolean h2 = url.startsWith("jdbc:h2:");
    config.setConnectionInitSql(
        h2
            ? "SET SCHEMA " + path[0] + "; SET SCHEMA_SEARCH_PATH " + schemas
            : "SET search_path TO " + schemas);
    return new HikariDataSource(config);
  }

  /** The URL of a database with two schemas, which have the name of the test's own in front. */
  private static String twoSchemas(Database database, String app, String authz)
      throws SQLException {
    String url = database.newSchema(0);
    try (HikariDataSource admin = Database.pool(url)) {
      execute(admin, "CREATE SCHEMA " + app);
      execute(admin, "CREATE SCHEMA " + authz);
    }
    return url;
  }

  private static void execute(HikariDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int tables(HikariDataSource pool, String schema) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT COUNT(*) FROM information_schema.tables WHERE LOWER(table_schema) = '"
                    + schema
                    + "' AND LOWER(table_name) LIKE 'bailiwick%'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void tables_behind_the_first_schema_are_used(Database database) throws SQLException {
    String url = twoSchemas(database, "app_used", "authz_used");
    try (HikariDataSource own = pool(url, "authz_used");
        HikariDataSource path = pool(url, "app_used", "authz_used")) {
      JdbcStore.over(own).migrate();
      Bailiwick over = Bailiwick.over(JdbcStore.over(path));
      over.actingAs(Actor.system("test")).users().register(Profile.named("Olga"));
      Bailiwick direct = Bailiwick.over(JdbcStore.over(own));
      assertThat(Page.all(direct.actingAs(Actor.system("test")).users()::list).map(User::fullName))
          .containsExactly("Olga");
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void to_migrate_beside_them_is_refused_by_the_name_of_their_schema(Database database)
      throws SQLException {
    String url = twoSchemas(database, "app_beside", "authz_beside");
    try (HikariDataSource own = pool(url, "authz_beside");
        HikariDataSource path = pool(url, "app_beside", "authz_beside")) {
      JdbcStore.over(own).migrate();
      JdbcStore store = JdbcStore.over(path);
      assertThatThrownBy(store::migrate)
          .isInstanceOfSatisfying(
              UnsuitableDatabase.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_SCHEMA))
          .hasMessageMatching("(?is).*schema authz_beside.*");
      assertThat(tables(own, "app_beside")).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_schema_outside_the_search_path_is_ignored(Database database) throws SQLException {
    String url = twoSchemas(database, "app_alone", "authz_alone");
    try (HikariDataSource own = pool(url, "authz_alone");
        HikariDataSource other = pool(url, "app_alone")) {
      JdbcStore.over(own).migrate();
      JdbcStore.over(other).migrate();
      assertThat(tables(own, "app_alone")).isEqualTo(tables(own, "authz_alone"));
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_case_insensitive_column_in_the_search_path_is_refused(Database database)
      throws SQLException {
    String url = twoSchemas(database, "app_folds", "authz_folds");
    try (HikariDataSource own = pool(url, "authz_folds");
        HikariDataSource path = pool(url, "app_folds", "authz_folds")) {
      JdbcStore.over(own).migrate();
      if (database == Databases.H2_MEMORY) {
        execute(own, "ALTER TABLE bailiwick_role ALTER COLUMN name VARCHAR_IGNORECASE(68)");
      } else {
        execute(own, "CREATE COLLATION \"other\" (provider = icu, locale = 'en-US')");
        execute(own, "ALTER TABLE bailiwick_role ALTER name TYPE TEXT COLLATE \"other\"");
      }
      JdbcStore store = JdbcStore.over(path);
      assertThatThrownBy(
              () ->
                  Bailiwick.over(store)
                      .actingAs(Actor.system("test"))
                      .users()
                      .register(Profile.named("Olga")))
          .isInstanceOfSatisfying(
              UnsuitableDatabase.class, e -> assertThat(e.reason()).isEqualTo(Reason.COLLATION));
    }
  }
}
