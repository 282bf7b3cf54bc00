package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The store in a transaction that the host began, and that the host ends. */
class LentConnectionTest {
  private static final ResourceType<String> DOC = ResourceType.of("doc");

  static List<Database> databases() {
    return List.of(
        Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.POSTGRESQL_15, Databases.MARIADB);
  }

  @AfterEach
  void recycle() {
    databases().forEach(Database::recycle);
  }

  /** A host with a table of its own beside the store's. */
  private record Host(DataSource dataSource, JdbcStore store, OrgId acme) {
    static Host on(Database database) throws SQLException {
      DataSource dataSource = database.newDataSource();
      JdbcStore store = JdbcStore.over(dataSource);
      Session system = system(store);
      UserId olga =
          system.users().register(Profile.named("Olga").withVerifiedEmail("olga@acme.com")).id();
      OrgId acme = system.orgs().create(NewOrg.named("Acme", olga)).id();
      Host host = new Host(dataSource, store, acme);
      host.execute("DROP TABLE IF EXISTS documents");
      host.execute("CREATE TABLE documents (id VARCHAR(20) PRIMARY KEY)");
      return host;
    }

    void execute(String sql) throws SQLException {
      try (Connection connection = dataSource.getConnection()) {
        execute(connection, sql);
      }
    }

    static void execute(Connection connection, String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    int documents() throws SQLException {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM documents")) {
        rows.next();
        return rows.getInt(1);
      }
    }

    static Session system(Store store) {
      return Bailiwick.over(store).actingAs(Actor.system("host"));
    }

    Session system() {
      return system(store);
    }

    List<AuditEntry> log() {
      return Page.all(r -> system().audit().ofOrg(acme, AuditFilter.all(), r)).toList();
    }

    Connection begin(int isolation) throws SQLException {
      Connection connection = dataSource.getConnection();
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(isolation);
      return connection;
    }
  }

  /** What a host does in its transaction. */
  interface Work {
    /** Does it. */
    void in(Connection connection, Session lent) throws SQLException;
  }

  private static void inTransaction(Host host, int isolation, boolean commit, Work work)
      throws SQLException {
    try (Connection connection = host.begin(isolation)) {
      work.in(connection, Host.system(host.store().on(connection)));
      assertThat(connection.isClosed()).isFalse();
      assertThat(connection.getAutoCommit()).isFalse();
      assertThat(connection.getTransactionIsolation()).isEqualTo(isolation);
      if (commit) {
        connection.commit();
      } else {
        connection.rollback();
      }
    }
  }

  private static void share(Connection connection, Session lent, OrgId acme) throws SQLException {
    Host.execute(connection, "INSERT INTO documents VALUES ('1')");
    UserId bob = lent.users().register(Profile.named("Bob")).id();
    lent.orgs().members(acme).add(NewMember.member(bob));
    lent.grants().grant(Standard.COLLABORATOR, DOC.id("1").in(acme), bob);
    assertThat(lent.access().check(bob, Permission.READ, DOC.id("1").in(acme))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_change_that_the_host_commits_is_stored_with_its_audit_entry(Database database)
      throws SQLException {
    Host host = Host.on(database);
    int before = host.log().size();
    inTransaction(
        host,
        Connection.TRANSACTION_READ_COMMITTED,
        true,
        (connection, lent) -> {
          share(connection, lent, host.acme());
          assertThat(host.log()).as("not before").hasSize(before);
        });
    assertThat(host.documents()).isEqualTo(1);
    assertThat(host.log()).hasSize(before + 2);
    assertThat(Page.all(host.system().users()::list)).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_change_that_the_host_rolls_back_leaves_no_trace(Database database) throws SQLException {
    Host host = Host.on(database);
    List<AuditEntry> before = host.log();
    inTransaction(
        host,
        Connection.TRANSACTION_READ_COMMITTED,
        false,
        (connection, lent) -> share(connection, lent, host.acme()));
    assertThat(host.documents()).isZero();
    assertThat(host.log()).isEqualTo(before);
    assertThat(Page.all(host.system().users()::list)).hasSize(1);
    host.system().orgs().update(host.acme(), OrgChange.builder().name("ACME").build());
    assertThat(host.log().get(0).number()).isEqualTo(before.get(0).number() + 1);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_transaction_that_is_kept_after_its_unit_failed_writes_nothing(Database database)
      throws SQLException {
    Host host = Host.on(database);
    List<Transaction> kept = new ArrayList<>();
    inTransaction(
        host,
        Connection.TRANSACTION_READ_COMMITTED,
        true,
        (connection, lent) -> {
          Store store = host.store().on(connection);
          assertThatThrownBy(
                  () ->
                      store.write(
                          Set.of(host.acme()),
                          tx -> {
                            kept.add(tx);
                            var key =
                                new Grant.Key(
                                    DOC.id("1"), Everyone.EVERYONE, Standard.ADMIN, Effect.ALLOW);
                            tx.grants().save(Grant.of(host.acme(), key, Window.ALWAYS));
                            throw new InvalidParameter("it", "stops");
                          }))
              .isInstanceOf(InvalidParameter.class);
          Transaction tx = kept.get(0);
          for (ThrowingCallable call :
              List.<ThrowingCallable>of(
                  tx::nextId,
                  () -> tx.resources().findAll(host.acme(), List.of(DOC.id("1"))),
                  () -> tx.grants().list(host.acme(), Slice.first()),
                  () -> tx.orgs().find(host.acme()))) {
            assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
          }
        });
    assertThat(
            host.system()
                .access()
                .in(host.acme())
                .grantedTo(Everyone.EVERYONE, PageRequest.first())
                .items())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_call_that_is_refused_leaves_the_hosts_transaction_as_it_was(Database database)
      throws SQLException {
    Host host = Host.on(database);
    inTransaction(
        host,
        Connection.TRANSACTION_READ_COMMITTED,
        true,
        (connection, lent) -> {
          Host.execute(connection, "INSERT INTO documents VALUES ('0')");
          assertThatThrownBy(
                  () -> lent.users().register(Profile.empty().withVerifiedEmail("OLGA@acme.com")))
              .isInstanceOf(EmailTaken.class);
          assertThatThrownBy(
                  () ->
                      host.store()
                          .on(connection)
                          .write(
                              Set.of(host.acme()),
                              tx -> {
                                var org = tx.orgs().find(host.acme()).orElseThrow();
                                tx.orgs().save(org.withName("half done"));
                                throw new InvalidParameter("it", "stops");
                              }))
              .isInstanceOf(InvalidParameter.class);
          share(connection, lent, host.acme());
        });
    assertThat(host.documents()).isEqualTo(2);
    assertThat(host.system().orgs().get(host.acme()).name()).isEqualTo("Acme");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void an_address_that_another_takes_meanwhile_does_not_poison_the_hosts_transaction(
      Database database) throws SQLException {
    Host host = Host.on(database);
    inTransaction(
        host,
        Connection.TRANSACTION_READ_COMMITTED,
        true,
        (connection, lent) -> {
          Store store = host.store().on(connection);
          assertThatThrownBy(
                  () ->
                      store.write(
                          Set.of(),
                          tx -> {
                            var id = new UserId(tx.nextId());
                            var email = Email.of("new@acme.com");
                            // Not there when it is looked for, and there when it is written.
                            assertThat(tx.users().find(email)).isEmpty();
                            host.system()
                                .users()
                                .register(Profile.empty().withVerifiedEmail("new@acme.com"));
                            tx.users()
                                .save(
                                    User.builder()
                                        .id(id)
                                        .email(email)
                                        .emailVerifiedAt(Instant.EPOCH)
                                        .identities(ImmutableSortedSet.of())
                                        .createdAt(Instant.EPOCH)
                                        .updatedAt(Instant.EPOCH)
                                        .build());
                            return id;
                          }))
              .isInstanceOf(EmailTaken.class);
          share(connection, lent, host.acme());
        });
    assertThat(Page.all(host.system().users()::list)).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_transaction_that_sees_an_old_moment_is_refused_to_be_retried(Database database)
      throws SQLException {
    Host host = Host.on(database);
    try (Connection connection = host.begin(Connection.TRANSACTION_REPEATABLE_READ)) {
      Session lent = Host.system(host.store().on(connection));
      assertThat(lent.orgs().get(host.acme()).name()).isEqualTo("Acme");
      host.system().orgs().update(host.acme(), OrgChange.builder().name("ACME").build());
      assertThatThrownBy(
              () -> lent.orgs().update(host.acme(), OrgChange.builder().name("old").build()))
          .isInstanceOfSatisfying(
              StoreFailure.class, failure -> assertThat(failure.retryable()).isTrue());
      connection.rollback();
      lent.orgs().update(host.acme(), OrgChange.builder().name("new").build());
      connection.commit();
    }
    assertThat(host.system().orgs().get(host.acme()).name()).isEqualTo("new");
  }

  @SuppressWarnings("NullAway")
  @Test
  void a_store_on_a_lent_connection_names_a_missing_argument() throws SQLException {
    Host host = Host.on(Databases.H2_MEMORY);
    try (Connection connection = host.begin(Connection.TRANSACTION_READ_COMMITTED)) {
      Store lent = host.store().on(connection);
      Map<String, ThrowingCallable> calls =
          Map.of(
              "consistency", () -> lent.<View>read(null, view -> view),
              "question", () -> lent.<View>read(Consistency.latest(), null),
              "tenants", () -> lent.<Long>write((Set<Tenant>) null, Transaction::nextId),
              "locks", () -> lent.<Long>write((Function<View, Set<Tenant>>) null, tx -> 1L),
              "unit", () -> lent.<Long>write(Set.of(host.acme()), null));
      calls.forEach(
          (field, call) ->
              assertThatThrownBy(call)
                  .as(field)
                  .isInstanceOfSatisfying(
                      InvalidParameter.class,
                      refusal -> assertThat(refusal.field()).isEqualTo(field)));
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_connection_in_no_transaction_is_refused(Database database) throws SQLException {
    Host host = Host.on(database);
    try (Connection connection = host.dataSource().getConnection()) {
      Session lent = Host.system(host.store().on(connection));
      assertThatThrownBy(() -> lent.orgs().get(host.acme()))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
