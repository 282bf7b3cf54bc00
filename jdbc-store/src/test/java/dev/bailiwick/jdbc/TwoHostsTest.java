package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.page.Page;
import dev.bailiwick.store.Store;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two hosts on two nodes, each with a change in a transaction of its own that has read before: what
 * one of them goes on from is gone when the other has committed. Each race is run {@code
 * bailiwick.races} times.
 */
class TwoHostsTest {
  static List<Database> databases() {
    return List.of(Databases.POSTGRESQL, Databases.MARIADB);
  }

  @AfterEach
  void recycle() {
    databases().forEach(Database::recycle);
  }

  /** One host's transaction: it reads, then waits for the other, then changes and commits. */
  private record Host(DataSource pool, Actor actor, OrgId acme, Consumer<Session> change) {
    Optional<BailiwickException> run(CyclicBarrier barrier) throws Exception {
      JdbcStore store = JdbcStore.over(pool);
      try (Connection connection = pool.getConnection()) {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Session session = Bailiwick.over(store.on(connection)).actingAs(actor);
        assertThat(Page.all(session.orgs().members(acme)::list)).hasSize(3);
        barrier.await(1, TimeUnit.MINUTES);
        try {
          change.accept(session);
          connection.commit();
          return Optional.empty();
        } catch (BailiwickException refused) {
          connection.rollback();
          return Optional.of(refused);
        }
      }
    }
  }

  private static List<Optional<BailiwickException>> atOnce(Host... hosts) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(hosts.length);
    ExecutorService threads = Executors.newFixedThreadPool(hosts.length);
    try {
      List<Future<Optional<BailiwickException>>> running = new ArrayList<>();
      for (Host host : hosts) {
        running.add(threads.submit(() -> host.run(barrier)));
      }
      List<Optional<BailiwickException>> ends = new ArrayList<>();
      for (Future<Optional<BailiwickException>> end : running) {
        ends.add(end.get(1, TimeUnit.MINUTES));
      }
      return ends;
    } finally {
      threads.shutdownNow();
    }
  }

  /** A race of two hosts, each over a pool of its own. */
  private interface Round {
    /** Runs it in a new world. */
    void in(World world, DataSource here, DataSource there) throws Exception;
  }

  private static void race(Database database, Round round) throws Exception {
    assertThat(database.product()).startsWith(database.name() + " ");
    for (int i = 0; i < Integer.getInteger("bailiwick.races", 100); i++) {
      Store store = database.newStore();
      World world = new World(store);
      round.in(world, database.pool(store), database.secondPool(store));
      database.recycle();
    }
  }

  private static void whoeverFailedMayTryAgain(List<Optional<BailiwickException>> ends) {
    assertThat(ends.stream().filter(Optional::isEmpty)).as("who was first").hasSize(1);
    for (Optional<BailiwickException> end : ends) {
      end.ifPresent(
          failure ->
              assertThat(failure)
                  .isInstanceOfSatisfying(
                      StoreFailure.class, f -> assertThat(f.retryable()).isTrue()));
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void one_of_two_admins_stays_if_both_remove_each_other_after_reading(Database database)
      throws Exception {
    race(
        database,
        (world, here, there) -> {
          OrgId acme = world.org("Acme", world.user("olga"));
          UserId ann = world.admin("ann", acme);
          UserId ben = world.admin("ben", acme);
          List<Optional<BailiwickException>> ends =
              atOnce(
                  new Host(
                      here,
                      Actor.user(ann).in(acme),
                      acme,
                      session -> session.orgs().members(acme).remove(ben)),
                  new Host(
                      there,
                      Actor.user(ben).in(acme),
                      acme,
                      session -> session.orgs().members(acme).remove(ann)));
          whoeverFailedMayTryAgain(ends);
          assertThat(Page.all(world.system().orgs().members(acme)::list)).hasSize(2);
        });
  }

  @ParameterizedTest
  @MethodSource("databases")
  void an_org_has_an_owner_although_both_transactions_have_read_before(Database database)
      throws Exception {
    race(
        database,
        (world, here, there) -> {
          UserId olga = world.user("olga");
          OrgId acme = world.org("Acme", olga);
          UserId ann = world.admin("ann", acme);
          UserId ben = world.member("ben", acme);
          List<Optional<BailiwickException>> ends =
              atOnce(
                  new Host(
                      here,
                      Actor.system("host").in(acme),
                      acme,
                      session -> session.orgs().transferOwnership(acme, ben)),
                  new Host(
                      there,
                      Actor.user(ann).in(acme),
                      acme,
                      session -> session.orgs().members(acme).remove(ben)));
          whoeverFailedMayTryAgain(ends);
          Org org = world.system().orgs().get(acme);
          assertThat(Page.all(world.system().orgs().members(acme)::list).map(OrgMember::id))
              .contains(org.owner());
        });
  }
}
