package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import dev.bailiwick.jdbc.internal.schema.Schema;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.page.Page;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.store.Store;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This version and a later one, side by side on the schema that the later one has migrated. */
class RollingDeployTest {
  private static final ResourceType<String> DOC = ResourceType.of("doc");
  private static final int ROUNDS = 20;

  static List<Database> databases() {
    return List.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);
  }

  private static Session system(Store store) {
    return Bailiwick.over(store).actingAs(Actor.system("host"));
  }

  /** A grant by the later version, which keeps something in the column that only it knows. */
  private static void grantLater(
      HikariDataSource pool, JdbcStore store, OrgId org, UserId to, String document)
      throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      system(store.on(connection))
          .grants()
          .grant(Standard.COLLABORATOR, DOC.id(document).in(org), to);
      try (PreparedStatement statement =
          connection.prepareStatement(
              "UPDATE bailiwick_grant SET later = 'kept' WHERE tenant = ? AND accessor_id = ?")) {
        statement.setLong(1, org.value());
        statement.setLong(2, to.value());
        assertThat(statement.executeUpdate()).isPositive();
      }
      connection.commit();
    }
  }

  private static long kept(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT COUNT(*) FROM bailiwick_grant WHERE later = 'kept'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void this_version_and_a_later_one_write_side_by_side(Database database) throws Exception {
    try (HikariDataSource pool = Database.pool(database.newSchema(0))) {
      JdbcStore running = JdbcStore.over(pool);
      running.migrate();
      UserId olga = system(running).users().register(Profile.named("Olga")).id();
      UserId bob = system(running).users().register(Profile.named("Bob")).id();
      UserId carl = system(running).users().register(Profile.named("Carl")).id();
      OrgId acme = system(running).orgs().create(NewOrg.named("Acme", olga)).id();
      system(running).orgs().members(acme).add(NewMember.member(bob), NewMember.member(carl));
      int before = log(running, acme).size();

      LaterSchema.migrate(pool, Schema.LIBRARY);
      JdbcStore later = JdbcStore.over(pool);
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        Future<?> old =
            threads.submit(
                () -> {
                  for (int i = 1; i <= ROUNDS; i++) {
                    system(running)
                        .grants()
                        .grant(Standard.COLLABORATOR, DOC.id("doc" + i).in(acme), bob);
                  }
                });
        for (int i = 1; i <= ROUNDS; i++) {
          grantLater(pool, later, acme, carl, "doc" + i);
        }
        old.get(1, TimeUnit.MINUTES);
      } finally {
        threads.shutdownNow();
      }

      for (Store each : List.of(running, later, JdbcStore.over(pool))) {
        for (UserId user : List.of(bob, carl)) {
          assertThat(
                  Page.all(
                      p ->
                          Bailiwick.over(each)
                              .actingAs(Actor.system("host").in(acme))
                              .access()
                              .lookupResources(user, Permission.READ, DOC, p)))
              .hasSize(ROUNDS);
        }
        List<AuditEntry> log = log(each, acme);
        assertThat(log).hasSize(before + 2 * ROUNDS);
        assertThat(log.stream().mapToLong(AuditEntry::number).sorted().boxed().toList())
            .isEqualTo(LongStream.rangeClosed(1, log.size()).boxed().toList());
      }

      // What this version writes over, it leaves as the later one wants it.
      NewGrant windowed =
          NewGrant.of(Standard.COLLABORATOR, carl)
              .during(Window.until(Instant.parse("2100-01-01T00:00:00Z")));
      IntStream.rangeClosed(1, ROUNDS)
          .forEach(i -> system(running).grants().merge(DOC.id("doc" + i).in(acme), windowed));
      assertThat(kept(pool)).isEqualTo(ROUNDS);
    }
  }

  private static List<AuditEntry> log(Store store, OrgId org) {
    return Page.all(p -> system(store).audit().ofOrg(org, AuditFilter.all(), p)).toList();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_schema_that_takes_only_later_versions_is_refused(Database database) throws SQLException {
    try (HikariDataSource pool = Database.pool(database.newSchema(0))) {
      JdbcStore.over(pool).migrate();
      LaterSchema.migrate(pool, "0.2.1");
      JdbcStore store = JdbcStore.over(pool);
      assertThatThrownBy(
              () -> store.read(Consistency.latest(), view -> view.revision(new OrgId(1))))
          .isInstanceOfSatisfying(
              UnsuitableDatabase.class, e -> assertThat(e.reason()).isEqualTo(Reason.NEW_SCHEMA));
      assertThatThrownBy(store::migrate)
          .isInstanceOfSatisfying(
              UnsuitableDatabase.class, e -> assertThat(e.reason()).isEqualTo(Reason.NEW_SCHEMA));
    }
  }
}
