package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody is switched off while the host's transaction makes a change of theirs. */
class LentStandingTest {
  private static final ResourceType<String> DOC = ResourceType.of("doc");
  private static final List<Database> DATABASES =
      List.of(
          Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.POSTGRESQL_15, Databases.MARIADB);

  static List<Database> databases() {
    return DATABASES;
  }

  static Stream<Arguments> oldMoments() {
    return DATABASES.stream()
        .flatMap(
            database ->
                Stream.of(
                        Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE)
                    // There a read locks what it reads, so that nobody changes it meanwhile.
                    .filter(
                        level ->
                            database != Databases.MARIADB
                                || level == Connection.TRANSACTION_REPEATABLE_READ)
                    .map(level -> Arguments.of(database, level)));
  }

  static Stream<Arguments> whereNobodyWaits() {
    return Stream.concat(
        DATABASES.stream()
            .map(database -> Arguments.of(database, Connection.TRANSACTION_READ_COMMITTED)),
        Stream.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.POSTGRESQL_15)
            .map(database -> Arguments.of(database, Connection.TRANSACTION_REPEATABLE_READ)));
  }

  @AfterEach
  void recycle() {
    DATABASES.forEach(Database::recycle);
  }

  /** An org with an admin, and two nodes of a host. */
  private record Host(DataSource dataSource, JdbcStore store, Session other, OrgId acme) {
    static Host on(Database database) {
      DataSource dataSource = database.newDataSource();
      JdbcStore store = JdbcStore.over(dataSource);
      Session other =
          Bailiwick.over(JdbcStore.over(dataSource)).actingAs(Actor.system("other node"));
      UserId olga = other.users().register(Profile.named("Olga")).id();
      return new Host(dataSource, store, other, other.orgs().create(NewOrg.named("A", olga)).id());
    }

    UserId admin() {
      UserId ann = other.users().register(Profile.named("Ann")).id();
      other.orgs().members(acme).add(NewMember.member(ann).asAdmin());
      return ann;
    }

    /** An account that the org makes, so that its admins have power over it. */
    UserId made(String address) {
      return other.orgs().members(acme).add(NewMember.member(address)).value().get(0).id();
    }

    Connection begin(int isolation) throws SQLException {
      Connection connection = dataSource.getConnection();
      connection.setTransactionIsolation(isolation);
      connection.setAutoCommit(false);
      return connection;
    }

    void grant(Store through, UserId actor, String doc) {
      Bailiwick.over(through)
          .actingAs(Actor.user(actor).in(acme))
          .grants()
          .grant(Standard.COLLABORATOR, DOC.id(doc), acme);
    }

    long grants(String doc) {
      return other.grants().list(DOC.id(doc).in(acme), PageRequest.first()).items().size();
    }

    int entries() {
      return other.audit().ofOrg(acme, AuditFilter.all(), PageRequest.first()).items().size();
    }
  }

  /** The store on a lent connection, where others do something before the unit's last statement. */
  private record Interrupted(Store lent, Runnable others) implements Store {
    @Override
    public <R> R read(Consistency consistency, Function<View, R> question) {
      return lent.read(consistency, question);
    }

    @Override
    public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
      return lent.write(
          tenants,
          tx -> {
            R result = unit.apply(tx);
            onAnotherThread(others);
            return result;
          });
    }
  }

  private static void onAnotherThread(Runnable others) {
    assertThat(CompletableFuture.runAsync(others)).succeedsWithin(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_user_deactivated_before_the_last_statement_changes_nothing(Database database)
      throws SQLException {
    Host host = Host.on(database);
    UserId ann = host.admin();
    int before = host.entries();
    try (Connection connection = host.begin(Connection.TRANSACTION_READ_COMMITTED)) {
      Store lent = host.store().on(connection);
      Bailiwick.over(lent)
          .actingAs(Actor.system("host"))
          .grants()
          .grant(Standard.COLLABORATOR, DOC.id("by the host").in(host.acme()), host.acme());
      Store interrupted = new Interrupted(lent, () -> host.other().users().deactivate(ann));
      assertThatThrownBy(() -> host.grant(interrupted, ann, "1")).isInstanceOf(NoPermission.class);
      assertThatThrownBy(() -> host.grant(lent, ann, "1")).isInstanceOf(NoPermission.class);
      connection.commit();
    }
    assertThat(host.grants("1")).isZero();
    assertThat(host.grants("by the host")).as("the host's transaction goes on").isEqualTo(1);
    assertThat(host.entries()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void another_change_of_theirs_does_not_stop_the_one_in_the_hosts_transaction(Database database)
      throws SQLException {
    Host host = Host.on(database);
    UserId ann = host.admin();
    try (Connection connection = host.begin(Connection.TRANSACTION_READ_COMMITTED)) {
      Store interrupted =
          new Interrupted(
              host.store().on(connection),
              () -> host.other().users().update(ann, Profile.named("Anna")));
      host.grant(interrupted, ann, "1");
      connection.commit();
    }
    assertThat(host.grants("1")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("oldMoments")
  void where_the_transaction_reads_an_old_moment_the_change_is_refused_to_be_retried(
      Database database, int isolation) throws SQLException {
    Host host = Host.on(database);
    UserId ann = host.admin();
    int before = host.entries();
    try (Connection connection = host.begin(isolation)) {
      Store lent = host.store().on(connection);
      Session acting = Bailiwick.over(lent).actingAs(Actor.user(ann).in(host.acme()));
      assertThat(acting.users().current().usable()).isTrue();
      onAnotherThread(() -> host.other().users().deactivate(ann));
      assertThatThrownBy(() -> host.grant(lent, ann, "1"))
          .isInstanceOfSatisfying(
              StoreFailure.class, failure -> assertThat(failure.retryable()).isTrue());
      connection.rollback();
      assertThatThrownBy(() -> host.grant(lent, ann, "1")).isInstanceOf(NoPermission.class);
      connection.commit();
    }
    assertThat(host.entries()).isEqualTo(before);
    try (Connection connection = host.begin(isolation)) {
      host.other().users().activate(ann);
      host.grant(host.store().on(connection), ann, "1");
      connection.commit();
    }
    assertThat(host.grants("1")).isEqualTo(1);
  }

  /** The best of several, so that a busy machine does not count as a lock. */
  @ParameterizedTest
  @MethodSource("whereNobodyWaits")
  void an_open_transaction_of_a_user_does_not_delay_the_users_deactivation(
      Database database, int isolation, TestReporter reporter) throws SQLException {
    Host host = Host.on(database);
    Duration best = Duration.ofDays(1);
    for (int i = 0; i < 10; i++) {
      UserId made = host.made("made" + i + "@acme.test");
      UserId ann = host.admin();
      try (Connection connection = host.begin(isolation)) {
        Store lent = host.store().on(connection);
        host.grant(lent, ann, "doc " + i);
        Bailiwick.over(lent).actingAs(Actor.user(ann).in(host.acme())).users().lock(made);
        long begin = System.nanoTime();
        onAnotherThread(() -> host.other().users().deactivate(ann));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        best = took.compareTo(best) < 0 ? took : best;
        connection.commit();
      }
      assertThat(host.grants("doc " + i)).as("what was there first").isEqualTo(1);
    }
    reporter.publishEntry("switched off on " + database + " within", best.toString());
    assertThat(best).isLessThan(Duration.ofMillis(100));
  }
}
