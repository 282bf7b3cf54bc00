package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.error.OperationReused;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Store;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reply is lost, the host does not know whether its change was made, and asks for it again
 * under the same operation id. The change is to make an account without an address, which nothing
 * else keeps from being made twice.
 */
class LostReplyTest {
  private static final int EACH = Integer.getInteger("bailiwick.faults", 10);

  static List<Database> databases() {
    return List.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);
  }

  @AfterEach
  void recycle() {
    databases().forEach(Database::recycle);
  }

  /** A database whose calls can fail. */
  private record Stage(Database database, DataSource pool, Faults faults, Store store) {
    static Stage on(Database database) throws SQLException {
      DataSource pool = database.newDataSource();
      assertThat(Database.product(pool)).startsWith(database.name());
      Faults faults = new Faults(pool);
      return new Stage(database, pool, faults, JdbcStore.over(faults.dataSource()));
    }

    Session host() {
      return host(store);
    }

    static Session host(Store store) {
      return Bailiwick.over(store).actingAs(Actor.system("host"));
    }

    List<User> accounts() {
      return Page.all(host().users()::list).toList();
    }

    List<AuditEntry> log(UserId user) {
      return Page.all(page -> host().audit().ofUser(user, AuditFilter.all(), page)).toList();
    }

    Connection begin(int isolation) throws SQLException {
      Connection connection = pool.getConnection();
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(isolation);
      return connection;
    }
  }

  private static User register(Session session) {
    return session.operation("sign-up 1").users().register(Profile.named("Ann"));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_change_with_a_reply_lost_after_the_commit_is_made_once(Database database)
      throws SQLException {
    Stage stage = Stage.on(database);
    UserId olga = stage.host().users().register(Profile.named("Olga")).id();
    OrgId acme = stage.host().orgs().create(NewOrg.named("Acme", olga)).id();
    Session once = Bailiwick.over(stage.store()).actingAs(Actor.user(olga).in(acme)).operation("1");
    lost(stage, Faults.When.AFTER);
    assertThatThrownBy(() -> register(stage.host())).satisfies(LostReplyTest::isUnknown);
    lost(stage, Faults.When.AFTER);
    assertThatThrownBy(() -> once.teams().create(NewTeam.named("ops")))
        .satisfies(LostReplyTest::isUnknown);
    stage.faults().never();
    User ann = register(stage.host());
    assertThat(stage.accounts()).extracting(User::id).containsExactly(olga, ann.id());
    assertThat(stage.log(ann.id())).hasSize(1);
    Team ops = once.teams().create(NewTeam.named("ops"));
    Session plain = Bailiwick.over(stage.store()).actingAs(Actor.user(olga).in(acme));
    assertThat(plain.teams().listAll(PageRequest.first()).items()).containsExactly(ops);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_change_without_a_commit_is_made_when_the_call_is_repeated(Database database)
      throws SQLException {
    Stage stage = Stage.on(database);
    assertThat(stage.accounts()).isEmpty();
    lost(stage, Faults.When.BEFORE);
    assertThatThrownBy(() -> register(stage.host())).satisfies(LostReplyTest::isUnknown);
    stage.faults().never();
    assertThat(stage.accounts()).isEmpty();
    User ann = register(stage.host());
    assertThat(stage.accounts()).containsExactly(ann);
  }

  private static void lost(Stage stage, Faults.When when) {
    int[] commits = new int[1];
    stage
        .faults()
        .fail(
            when,
            (call, number) -> call.equals("commit") && ++commits[0] == 1,
            () -> new SQLException("the connection is lost", "08006"));
  }

  private static void isUnknown(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(StoreFailure.class, lost -> assertThat(lost.retryable()).isFalse())
        .hasMessageContaining("whether it was committed is not known");
  }

  /** On H2 each call fails; on the others, each {@code -Dbailiwick.faults}-th. */
  @ParameterizedTest
  @MethodSource("databases")
  void whichever_call_fails_the_change_is_made_once_when_it_is_asked_for_again(Database database)
      throws SQLException {
    Stage stage = Stage.on(database);
    int step = database == Databases.H2_MEMORY ? 1 : EACH;
    int accounts = 0;
    for (Faults.When when : Faults.When.values()) {
      int failed = 0;
      for (int nth = 1; ; nth += step) {
        Session once = stage.host().operation(when + " " + nth);
        stage.faults().fail(when, Faults.nth(nth), Faults.BROKEN);
        try {
          once.users().register(Profile.named("Ann"));
        } catch (StoreFailure failure) {
          failed++;
        }
        int times = stage.faults().times();
        stage.faults().never();
        User made = once.users().register(Profile.named("Ann"));
        accounts++;
        assertThat(stage.accounts()).as("%s call %s", when, nth).hasSize(accounts).contains(made);
        if (times == 0) {
          break;
        }
      }
      assertThat(failed).as("failures %s", when).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_hosts_transaction_that_is_run_again_changes_nothing_twice(Database database)
      throws SQLException {
    Stage stage = Stage.on(database);
    JdbcStore store = JdbcStore.over(stage.pool());
    for (boolean commit : List.of(false, true, true)) {
      try (Connection connection = stage.begin(Connection.TRANSACTION_READ_COMMITTED)) {
        Session lent = Stage.host(store.on(connection));
        User ann = register(lent);
        assertThat(register(lent)).as("in the same transaction").isEqualTo(ann);
        assertThatThrownBy(() -> lent.operation("sign-up 1").users().register(Profile.empty()))
            .isInstanceOf(OperationReused.class);
        assertThat(Page.all(lent.users()::list)).as("it goes on").containsExactly(ann);
        if (commit) {
          connection.commit();
        } else {
          connection.rollback();
        }
      }
      assertThat(stage.accounts()).hasSize(commit ? 1 : 0);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void an_old_snapshot_of_a_hosts_transaction_gives_a_retryable_failure(Database database)
      throws SQLException {
    Stage stage = Stage.on(database);
    JdbcStore store = JdbcStore.over(stage.pool());
    // H2's own level of snapshots: its REPEATABLE READ lets new rows through.
    int snapshot = database == Databases.H2_MEMORY ? 6 : Connection.TRANSACTION_REPEATABLE_READ;
    try (Connection connection = stage.begin(snapshot)) {
      Session lent = Stage.host(store.on(connection));
      assertThat(Page.all(lent.users()::list)).as("it reads its snapshot").isEmpty();
      register(stage.host());
      assertThatThrownBy(() -> register(lent))
          .isInstanceOfSatisfying(
              StoreFailure.class, failure -> assertThat(failure.retryable()).isTrue());
      connection.rollback();
      register(lent);
      connection.commit();
    }
    assertThat(stage.accounts()).hasSize(1);
  }
}
