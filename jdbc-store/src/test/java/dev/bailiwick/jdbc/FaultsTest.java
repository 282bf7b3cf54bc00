package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.collect.ImmutableList;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.contract.fixture.Mutations;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.schema.Product;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.page.Page;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.View;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever JDBC call fails, all of a change is there or nothing, and the pool is clean. On H2 each
 * call of some changes fails, one after the other; on the other databases each {@code
 * -Dbailiwick.faults=N}-th, 10 if that is not said, and so of everything that changes something on
 * H2.
 */
class FaultsTest {
  private static final ImmutableList<String> SOME =
      ImmutableList.of("OrgMembers.add", "Grants.merge");

  private static final int EACH = Integer.getInteger("bailiwick.faults", 10);

  private static final List<Database> DATABASES =
      List.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);

  @AfterEach
  void recycle() {
    DATABASES.forEach(Database::recycle);
  }

  static List<Database> databases() {
    return DATABASES;
  }

  /** A scene in a database, whose calls can fail. */
  private static final class Stage {
    final Database database;
    final HikariDataSource pool;
    final Faults faults;
    final Scene scene;
    final Tables before;
    final int isolation;

    Stage(Database database) throws SQLException {
      this.database = database;
      assertThat(database.product()).startsWith(database.name() + " ");
      pool = (HikariDataSource) database.newDataSource();
      faults = new Faults(pool);
      scene = Scene.in(JdbcStore.over(pool));
      before = Tables.of(pool);
      try (Connection connection = pool.getConnection()) {
        isolation = connection.getTransactionIsolation();
      }
    }

    /** A store that has been used, and whose next ids are always the same. */
    JdbcStore store() throws SQLException {
      faults.never();
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        Database.restartIds(statement);
        // Those of the scene.
        Dialect dialect = Product.of(database.name()).orElseThrow().dialect();
        statement.executeQuery(dialect.nextIds()).close();
      }
      JdbcStore store = JdbcStore.over(faults.dataSource());
      assertThat(store.<byte[]>read(Consistency.latest(), View::pageKey)).isNotEmpty();
      return store;
    }

    void requireCleanPool(String when) throws SQLException {
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).as(when).isZero();
      try (Connection connection = pool.getConnection()) {
        assertThat(connection.getAutoCommit()).as("autocommit %s", when).isTrue();
        assertThat(connection.getTransactionIsolation()).as(when).isEqualTo(isolation);
      }
    }
  }

  /** A way to make a change: in a transaction of the store's own, or in the host's. */
  private interface Way {
    /**
     * Makes it, and commits what the host began.
     *
     * @param arm from when on calls fail
     */
    void make(Stage stage, JdbcStore store, BiConsumer<Scene, World> change, Runnable arm)
        throws SQLException;
  }

  private static void own(
      Stage stage, JdbcStore store, BiConsumer<Scene, World> change, Runnable arm) {
    arm.run();
    change.accept(stage.scene, stage.scene.world(store));
  }

  /** A host that goes on and commits, whatever happened. */
  private static void lent(
      Stage stage, JdbcStore store, BiConsumer<Scene, World> change, Runnable arm)
      throws SQLException {
    try (Connection connection = stage.faults.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      arm.run();
      try {
        change.accept(stage.scene, stage.scene.world(store.on(connection)));
      } finally {
        stage.faults.never();
        connection.commit();
      }
    }
  }

  /** How often nothing was there afterwards, and how often all. */
  private static final class Ends {
    int undone;
    int done;
  }

  /** A server takes its time to make a connection in place of one that failed. */
  private static int each(Database database) {
    return database == Databases.H2_MEMORY ? 1 : EACH;
  }

  private static void whicheverCallFails(
      Stage stage, Way way, String name, int first, int each, Ends ends) throws SQLException {
    BiConsumer<Scene, World> change = Objects.requireNonNull(Scene.CHANGES.get(name));
    way.make(stage, stage.store(), change, stage.faults::never);
    Tables whole = Tables.of(stage.pool);
    assertThat(whole.count("bailiwick_audit"))
        .as("entries of %s", name)
        .isNotEqualTo(stage.before.count("bailiwick_audit"));
    stage.before.restore(stage.database, stage.pool);
    for (Faults.When when : Faults.When.values()) {
      boolean failed = true;
      for (int n = first; failed; n += each) {
        String what = String.format("%s, %s call %d", name, when, n);
        JdbcStore store = stage.store();
        Faults.Rule rule = Faults.nth(n);
        Runnable arm = () -> stage.faults.fail(when, rule, Faults.BROKEN);
        Throwable thrown = catchThrowable(() -> way.make(stage, store, change, arm));
        stage.faults.never();
        failed = stage.faults.times() > 0;
        Tables after = Tables.of(stage.pool);
        boolean there = !after.equals(stage.before);
        if (there) {
          assertThat(after.since(stage.before)).as(what).isEqualTo(whole.since(stage.before));
          stage.before.restore(stage.database, stage.pool);
        }
        if (thrown == null) {
          assertThat(there).as(what).isTrue();
        } else {
          assertThat(thrown).as(what).isInstanceOf(StoreFailure.class);
          assertThat(there && ((StoreFailure) thrown).retryable()).as(what).isFalse();
        }
        ends.done += failed && there ? 1 : 0;
        ends.undone += there ? 0 : 1;
        stage.requireCleanPool(what);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_change_is_complete_or_absent_after_each_failed_call(Database database)
      throws SQLException {
    Stage stage = new Stage(database);
    Ends ends = new Ends();
    int each = each(database);
    for (String change : SOME) {
      whicheverCallFails(stage, FaultsTest::own, change, 1, each, ends);
    }
    assertThat(ends.undone).isGreaterThan(50 * SOME.size() / each);
    if (each == 1) {
      assertThat(ends.done).as("failures after the commit").isGreaterThan(SOME.size());
    }
  }

  @Test
  void each_kind_of_change_is_complete_or_absent_after_a_failed_call(TestReporter reporter)
      throws SQLException {
    Stage stage = new Stage(Databases.H2_MEMORY);
    Ends ends = new Ends();
    int number = 0;
    int each = EACH;
    for (String change : Scene.CHANGES.keySet()) {
      whicheverCallFails(stage, FaultsTest::own, change, 1 + number++ % each, each, ends);
    }
    reporter.publishEntry(
        "faults",
        String.format(
            "%d calls, undone after %d failures, done after %d", number, ends.undone, ends.done));
    assertThat(Mutations.declared().stream().map(Mutations::name).distinct()).hasSize(number);
    assertThat(ends.undone).isGreaterThan(number);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_host_commits_all_of_a_change_or_nothing_after_each_failed_call_on_a_lent_connection(
      Database database) throws SQLException {
    Stage stage = new Stage(database);
    Ends ends = new Ends();
    int each = each(database);
    for (String change : SOME) {
      whicheverCallFails(stage, FaultsTest::lent, change, 1, each, ends);
    }
    assertThat(ends.undone).isGreaterThan(50 * SOME.size() / each);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_question_returns_its_answer_or_an_error_after_each_failed_call(Database database)
      throws SQLException {
    Stage stage = new Stage(database);
    JdbcStore store = stage.store();
    for (var question : Scene.QUESTIONS.entrySet()) {
      Object answer = question.getValue().apply(stage.scene, stage.scene.world(store));
      for (Faults.When when : Faults.When.values()) {
        boolean failed = true;
        for (int n = 1; failed; n++) {
          String what = String.format("%s, %s call %d", question.getKey(), when, n);
          stage.faults.fail(when, Faults.nth(n), Faults.BROKEN);
          Throwable thrown =
              catchThrowable(
                  () ->
                      assertThat(question.getValue().apply(stage.scene, stage.scene.world(store)))
                          .isEqualTo(answer));
          stage.faults.never();
          failed = stage.faults.times() > 0;
          if (thrown != null) {
            assertThat(thrown).as(what).isInstanceOf(StoreFailure.class);
          }
          assertThat(thrown != null).as(what).isEqualTo(failed);
          stage.requireCleanPool(what);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_change_is_not_committed_when_its_rollback_fails(Database database) throws SQLException {
    Stage stage = new Stage(database);
    JdbcStore store = stage.store();
    stage.faults.fail(Faults.When.BEFORE, Faults.each("rollback"::equals), Faults.BROKEN);
    assertThatThrownBy(() -> halfAChange(store, stage)).isInstanceOf(InvalidParameter.class);
    assertThat(stage.faults.times()).isEqualTo(1);
    stage.faults.never();
    assertThat(Tables.of(stage.pool)).isEqualTo(stage.before);
    stage.requireCleanPool("afterwards");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_failed_undo_on_a_lent_connection_tells_the_host_to_roll_back(Database database)
      throws SQLException {
    Stage stage = new Stage(database);
    JdbcStore store = stage.store();
    try (Connection connection = stage.faults.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      Store lent = store.on(connection);
      int[] statements = {0};
      // After the savepoint, what goes back to it.
      stage.faults.fail(
          Faults.When.BEFORE,
          (call, number) -> call.equals("execute") && ++statements[0] > 1,
          Faults.BROKEN);
      assertThatThrownBy(() -> halfAChange(lent, stage))
          .isInstanceOf(StoreFailure.class)
          .hasMessageContaining("roll");
      stage.faults.never();
      connection.rollback();
    }
    assertThat(Tables.of(stage.pool)).isEqualTo(stage.before);
  }

  private static void halfAChange(Store store, Stage stage) {
    store.<Object>write(
        Set.of(stage.scene.org().org),
        tx -> {
          tx.orgs().save(tx.orgs().find(stage.scene.org().org).orElseThrow().withName("half"));
          throw new InvalidParameter("it", "stops");
        });
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_failure_after_the_commit_is_never_retryable(Database database) throws SQLException {
    Stage stage = new Stage(database);
    JdbcStore store = stage.store();
    World world = stage.scene.world(store);
    for (String last : List.of("setAutoCommit", "close")) {
      // The connection breaks as it is given back, in a state that else says to try again.
      boolean[] committed = {false};
      stage.faults.fail(
          Faults.When.AFTER,
          (call, number) -> {
            committed[0] |= call.equals("commit");
            return committed[0] && call.equals(last);
          },
          () -> new SQLException("it broke", "08006"));
      assertThatThrownBy(() -> world.user("for-" + last))
          .isInstanceOfSatisfying(
              StoreFailure.class, f -> assertThat(f.retryable()).as(last).isFalse());
      stage.faults.never();
      assertThat(Page.all(world.system().users()::list).map(User::fullName))
          .contains("for-" + last);
    }
  }

  /** Else as many writers as there are connections would wait for one more, each for the others. */
  @Test
  void no_call_needs_a_second_connection() {
    String url = ((HikariDataSource) Databases.H2_MEMORY.newDataSource()).getJdbcUrl();
    try (HikariDataSource one = Database.pool(url)) {
      one.setMaximumPoolSize(1);
      one.setConnectionTimeout(500);
      Bailiwick bailiwick = Bailiwick.over(JdbcStore.over(one));
      Session host = bailiwick.actingAs(Actor.system("test"));
      UserId olga = host.users().register(Profile.named("Olga")).id();
      Session system =
          bailiwick.actingAs(
              Actor.system("test").in(host.orgs().create(NewOrg.named("Acme", olga)).id()));
      for (int i = 0; i < 2 * Dialect.ID_BLOCK; i++) {
        UserId user = system.users().register(Profile.named("P" + i)).id();
        system.teams().create(NewTeam.named("T" + i).withOwner(user));
      }
      assertThat(Page.all(system.teams()::listAll)).hasSize(2 * Dialect.ID_BLOCK);
    }
  }
}
