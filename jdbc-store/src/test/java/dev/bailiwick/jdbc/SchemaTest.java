package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import dev.bailiwick.jdbc.internal.schema.Product;
import dev.bailiwick.jdbc.internal.schema.Schema;
import dev.bailiwick.jdbc.internal.schema.Scripts;
import dev.bailiwick.org.Org;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the store refuses to work with, and why. */
class SchemaTest {
  private final HikariDataSource pool =
      Database.pool("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");

  @AfterEach
  void close() {
    pool.close();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void refused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            UnsuitableDatabase.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static long use(JdbcStore store) {
    return store.read(Consistency.latest(), view -> view.revision(new OrgId(1)));
  }

  @Test
  void a_database_without_tables_is_refused_at_the_first_use() {
    JdbcStore store = JdbcStore.over(pool);
    refused(Reason.NO_SCHEMA, () -> use(store));
    store.migrate();
    assertThat(use(store)).isZero();
  }

  @Test
  void to_migrate_again_changes_nothing() {
    JdbcStore store = JdbcStore.over(pool);
    store.migrate();
    byte[] key = store.read(Consistency.latest(), view -> view.pageKey());
    JdbcStore again = JdbcStore.over(pool);
    again.migrate();
    byte[] same = again.read(Consistency.latest(), view -> view.pageKey());
    assertThat(same).isEqualTo(key);
  }

  @Test
  void a_migration_that_broke_off_is_refused() throws SQLException {
    JdbcStore.over(pool).migrate();
    execute("UPDATE bailiwick_schema SET complete = FALSE");
    JdbcStore store = JdbcStore.over(pool);
    refused(Reason.HALF_DONE, () -> use(store));
    refused(Reason.HALF_DONE, store::migrate);
  }

  @Test
  void a_script_that_fails_says_so() throws SQLException {
    execute("CREATE TABLE bailiwick_org (id BIGINT)");
    JdbcStore store = JdbcStore.over(pool);
    refused(Reason.HALF_DONE, store::migrate);
    refused(Reason.HALF_DONE, store::migrate);
  }

  @Test
  void a_newer_schema_is_refused_unless_it_accepts_this_version() throws SQLException {
    JdbcStore.over(pool).migrate();
    execute(
        "INSERT INTO bailiwick_schema (version, oldest_library, complete) VALUES (999, '"
            + Schema.LIBRARY
            + "', TRUE)");
    assertThat(use(JdbcStore.over(pool))).isZero();
    execute("UPDATE bailiwick_schema SET oldest_library = '999.0' WHERE version = 999");
    refused(Reason.NEW_SCHEMA, () -> use(JdbcStore.over(pool)));
    refused(Reason.NEW_SCHEMA, () -> JdbcStore.over(pool).migrate());
  }

  @Test
  void a_schema_without_its_one_row_is_refused() throws SQLException {
    JdbcStore.over(pool).migrate();
    execute("DELETE FROM bailiwick_store");
    refused(Reason.HALF_DONE, () -> use(JdbcStore.over(pool)));
  }

  @Test
  void an_older_schema_is_refused() throws SQLException {
    JdbcStore.over(pool).migrate();
    execute("DELETE FROM bailiwick_schema WHERE version = " + Scripts.MAIN.newest());
    refused(Reason.OLD_SCHEMA, () -> use(JdbcStore.over(pool)));
  }

  @Test
  void a_schema_of_the_first_version_is_migrated_with_its_rows() throws SQLException {
    for (String part : Scripts.MAIN.statements(Product.H2.dialect(), 1)) {
      execute(part);
    }
    execute("INSERT INTO bailiwick_tenant VALUES (1, 0, 1, 1, 0), (2, 1, 1, 1, 0)");
    execute(
        "INSERT INTO bailiwick_user (id, status, locked, super_user, full_name, attributes,"
            + " created_at, updated_at, version) VALUES (1, 'ACTIVE', FALSE, FALSE, '', '{}', 0, 0, 1)");
    execute(
        "INSERT INTO bailiwick_org (id, name, description, owner, self_signup, sharing, attributes,"
            + " deleted, created_at, updated_at, version)"
            + " VALUES (2, 'Acme', '', 1, FALSE, FALSE, '{}', FALSE, 0, 0, 1)");
    JdbcStore store = JdbcStore.over(pool);
    refused(Reason.OLD_SCHEMA, () -> use(store));
    store.migrate();
    Org acme =
        store.read(Consistency.latest(), view -> view.orgs().find(new OrgId(2)).orElseThrow());
    assertThat(acme.name()).isEqualTo("Acme");
    assertThat(acme.suspension()).isEmpty();
  }

  @Test
  void versions_are_compared_number_by_number() {
    assertThat(Schema.older("0.9.0", "0.10.0")).isTrue();
    assertThat(Schema.older("0.10", "0.10.0")).isFalse();
    assertThat(Schema.older("1.0", "0.10.0")).isFalse();
  }

  @Test
  void the_library_knows_its_own_version() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<version>" + Schema.LIBRARY + "-SNAPSHOT</version>");
  }

  @Test
  void a_pool_with_autocommit_off_is_refused() {
    try (HikariDataSource off = new HikariDataSource()) {
      off.setJdbcUrl(pool.getJdbcUrl());
      off.setAutoCommit(false);
      refused(Reason.AUTOCOMMIT, () -> JdbcStore.over(off));
    }
  }

  @Test
  void a_database_that_folds_case_is_refused() {
    try (HikariDataSource folding =
        Database.pool(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";INIT=SET COLLATION ENGLISH STRENGTH PRIMARY")) {
      refused(Reason.COLLATION, () -> JdbcStore.over(folding));
    }
  }

  @Test
  void a_standby_is_refused() {
    try (HikariDataSource readOnly =
        Database.pool(
            Databases.POSTGRESQL.newUrl() + "&options=-c%20default_transaction_read_only=on")) {
      refused(Reason.READ_ONLY, () -> JdbcStore.over(readOnly));
    }
  }
}
