package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.unit.OwnStore;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the database undid for another's sake is run again as a whole, a bounded number of times.
 */
class RetriesTest {
  static List<Database> servers() {
    return List.of(Databases.POSTGRESQL, Databases.MARIADB);
  }

  static Stream<Arguments> conflicts() {
    return Stream.of(
        Arguments.of(Databases.H2_MEMORY, "40001", 40001),
        Arguments.of(Databases.H2_MEMORY, "HYT00", 50200),
        Arguments.of(Databases.POSTGRESQL, "40001", 0),
        Arguments.of(Databases.POSTGRESQL, "40P01", 0),
        Arguments.of(Databases.MARIADB, "40001", 1213),
        Arguments.of(Databases.MARIADB, "HY000", 1020));
  }

  @AfterEach
  void recycle() {
    Databases.H2_MEMORY.recycle();
    servers().forEach(Database::recycle);
  }

  /** A world whose writes fail, so many of them. */
  private static final class Stage {
    final HikariDataSource pool;
    final Faults faults;
    final JdbcStore store;
    final World world;
    final UserId olga;
    final Tables before;

    Stage(Database database) throws SQLException {
      assertThat(database.product()).startsWith(database.name() + " ");
      pool = (HikariDataSource) database.newDataSource();
      faults = new Faults(pool);
      store = JdbcStore.over(faults.dataSource());
      world = new World(store);
      olga = world.user("olga");
      before = Tables.of(pool);
    }

    void fail(int often, Supplier<SQLException> failure) {
      faults.fail(
          Faults.When.BEFORE,
          (call, number) -> call.equals("executeUpdate") && faults.times() < often,
          failure);
    }
  }

  @ParameterizedTest
  @MethodSource("conflicts")
  void a_unit_that_was_undone_for_anothers_sake_is_run_again(
      Database database, String state, int code) throws SQLException {
    Stage stage = new Stage(database);
    stage.fail(OwnStore.ATTEMPTS - 1, () -> new SQLException("another was first", state, code));
    UserId ann = stage.world.user("ann");
    stage.faults.never();
    assertThat(stage.faults.times()).isEqualTo(OwnStore.ATTEMPTS - 1);
    assertThat(stage.world.log(ann)).hasSize(1);
    assertThat(Tables.of(stage.pool).count("bailiwick_user")).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("conflicts")
  void a_unit_that_is_undone_each_time_fails_retryably_and_leaves_nothing(
      Database database, String state, int code) throws SQLException {
    Stage stage = new Stage(database);
    stage.fail(Integer.MAX_VALUE, () -> new SQLException("another was first", state, code));
    assertThatThrownBy(() -> stage.world.user("ann"))
        .isInstanceOfSatisfying(StoreFailure.class, f -> assertThat(f.retryable()).isTrue());
    stage.faults.never();
    assertThat(stage.faults.times()).isEqualTo(OwnStore.ATTEMPTS);
    assertThat(Tables.of(stage.pool)).isEqualTo(stage.before);
    assertThat(stage.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @ParameterizedTest
  @MethodSource("conflicts")
  void on_a_lent_connection_nothing_is_run_again(Database database, String state, int code)
      throws SQLException {
    Stage stage = new Stage(database);
    try (Connection connection = stage.faults.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      World lent = new World(stage.store.on(connection));
      stage.fail(1, () -> new SQLException("another was first", state, code));
      assertThatThrownBy(() -> lent.user("ann"))
          .isInstanceOfSatisfying(StoreFailure.class, f -> assertThat(f.retryable()).isTrue());
      assertThat(stage.faults.times()).isEqualTo(1);
      lent.user("ben");
      connection.commit();
    }
    assertThat(stage.world.system().users().list(PageRequest.first()).items()).hasSize(2);
  }

  /** A host holds a row that the unit writes, and asks for the lock that the unit holds. */
  @ParameterizedTest
  @MethodSource("servers")
  void a_deadlock_with_a_hosts_own_transaction_ends_and_the_unit_is_done_once(Database database)
      throws Exception {
    Stage stage = new Stage(database);
    Store store = stage.store;
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch asking = new CountDownLatch(1);
    int[] runs = {0};
    ExecutorService hosts = Executors.newSingleThreadExecutor();
    try (Connection host = stage.pool.getConnection();
        Statement statement = host.createStatement()) {
      host.setAutoCommit(false);
      statement.execute(
          "UPDATE bailiwick_user SET full_name = 'host' WHERE id = " + Row.number(stage.olga));
      Future<Boolean> victim =
          hosts.submit(
              () -> {
                assertThat(locked.await(1, TimeUnit.MINUTES)).isTrue();
                asking.countDown();
                try {
                  statement.execute(
                      "SELECT revision FROM bailiwick_tenant WHERE id = "
                          + Row.number(stage.olga)
                          + " FOR UPDATE");
                  host.commit();
                  return false;
                } catch (SQLException deadlock) {
                  host.rollback();
                  return true;
                }
              });
      store.<Object>write(
          Set.of(stage.olga),
          tx -> {
            runs[0]++;
            locked.countDown();
            await(asking);
            tx.users().save(tx.users().find(stage.olga).orElseThrow().withFullName("unit"));
            return true;
          });
      assertThat(victim.get(1, TimeUnit.MINUTES) ? 1 : runs[0])
          .as("runs, if the host was not the victim")
          .isEqualTo(victim.get() ? 1 : 2);
    } finally {
      hosts.shutdownNow();
    }
    assertThat(stage.world.system().users().get(stage.olga).fullName()).isEqualTo("unit");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
