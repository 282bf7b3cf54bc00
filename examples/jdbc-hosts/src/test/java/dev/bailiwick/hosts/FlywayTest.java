package dev.bailiwick.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.jdbc.JdbcStore;
import dev.bailiwick.jdbc.UnsuitableDatabase;
import dev.bailiwick.store.Part;
import dev.bailiwick.user.Profile;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The scripts, run by the Flyway of a host that has tables already. */
class FlywayTest {
  private static FluentConfiguration flyway(Product product, HikariDataSource pool) {
    return Flyway.configure()
        .dataSource(pool)
        .locations("classpath:dev/bailiwick/jdbc/" + product.name().toLowerCase(Locale.ROOT))
        .table("bailiwick_flyway_history")
        .baselineOnMigrate(true);
  }

  private static HikariDataSource poolOfHost(Product product) {
    HikariDataSource pool = product.pool(3);
    new JdbcTemplate(pool).execute("CREATE TABLE documents (id INTEGER PRIMARY KEY)");
    return pool;
  }

  @ParameterizedTest
  @EnumSource
  void flyway_runs_the_scripts_and_migrate_finds_them_done(Product product) {
    try (HikariDataSource pool = poolOfHost(product)) {
      Flyway flyway = flyway(product, pool).baselineVersion("0").load();
      assertThat(flyway.migrate().migrationsExecuted).isEqualTo(8);

      JdbcStore store = JdbcStore.over(pool);
      assertThat(Host.system(store).users().register(Profile.named("Olga")).fullName())
          .isEqualTo("Olga");
      store.migrate();
      assertThat(
              new JdbcTemplate(pool)
                  .queryForList("SELECT version FROM bailiwick_schema", Integer.class))
          .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
      flyway.validate();
      assertThat(flyway.migrate().migrationsExecuted).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void flyway_runs_the_scripts_of_an_optional_part_with_a_history_of_their_own(Product product) {
    try (HikariDataSource pool = poolOfHost(product)) {
      flyway(product, pool).baselineVersion("0").load().migrate();
      Flyway keys =
          flyway(product, pool)
              .locations(
                  "classpath:dev/bailiwick/jdbc/keys/" + product.name().toLowerCase(Locale.ROOT))
              .table("bailiwick_keys_history")
              .baselineVersion("0")
              .load();
      assertThat(keys.migrate().migrationsExecuted).isEqualTo(2);

      JdbcStore store = JdbcStore.over(pool).with(Part.KEYS);
      assertThat(Host.system(store).users().register(Profile.named("Olga")).fullName())
          .isEqualTo("Olga");
      store.migrate();
      keys.validate();
      assertThat(keys.migrate().migrationsExecuted).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void with_the_baseline_that_flyway_takes_by_itself_the_second_script_fails(Product product) {
    try (HikariDataSource pool = poolOfHost(product)) {
      assertThatThrownBy(() -> flyway(product, pool).load().migrate())
          .isInstanceOf(FlywayException.class)
          .hasMessageContaining("V2__addresses.sql");
      JdbcStore store = JdbcStore.over(pool);
      assertThatThrownBy(() -> Host.system(store).users().register(Profile.named("Olga")))
          .isInstanceOfSatisfying(
              UnsuitableDatabase.class,
              e -> assertThat(e.reason()).isEqualTo(UnsuitableDatabase.Reason.NO_SCHEMA));
    }
  }
}
