package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.Store;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In which order a unit of work takes the locks of its tenants. */
class LocksTest {
  private static final List<Database> DATABASES =
      List.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);

  @AfterEach
  void recycle() {
    DATABASES.forEach(Database::recycle);
  }

  static Stream<Arguments> databases() {
    // With many, a unit takes several statements; a list of a thousand is planned otherwise.
    return DATABASES.stream()
        .flatMap(database -> Stream.of(2, 300, 1100).map(each -> Arguments.of(database, each)));
  }

  /** Persons have even numbers and orgs odd ones, so that by number alone they would alternate. */
  @ParameterizedTest
  @MethodSource("databases")
  void locks_are_taken_of_persons_first_and_then_of_orgs_each_by_ascending_id(
      Database database, int each) throws Exception {
    DataSource dataSource = database.newDataSource();
    assertThat(Database.product(dataSource)).startsWith(database.wanted());
    List<Long> persons = LongStream.rangeClosed(1, each).map(i -> 2 * i).boxed().toList();
    List<Long> orgs = LongStream.rangeClosed(1, each).map(i -> 2 * i - 1).boxed().toList();
    insert(dataSource, persons, 0);
    insert(dataSource, orgs, 1);
    Store store = JdbcStore.over(dataSource);
    store.write(Set.of(), unit -> true);
    List<Long> inOrder = Stream.concat(persons.stream(), orgs.stream()).toList();
    for (int at : List.of(each - 1, each, each + each / 2)) {
      assertThat(heldBy(store, dataSource, inOrder, inOrder.get(at)))
          .containsExactlyInAnyOrderElementsOf(inOrder.subList(0, at + 1));
    }
  }

  /** What is locked while a unit that locks all waits for one. */
  private static Set<Long> heldBy(
      Store store, DataSource dataSource, List<Long> inOrder, long waitedFor) throws Exception {
    Set<Tenant> tenants = new LinkedHashSet<>();
    List<Long> inNoOrder = new ArrayList<>(inOrder);
    Collections.shuffle(inNoOrder, new Random(waitedFor));
    inNoOrder.forEach(id -> tenants.add(id % 2 == 0 ? new UserId(id) : new OrgId(id)));
    ExecutorService units = Executors.newSingleThreadExecutor();
    Set<Long> held = Set.of();
    try (Connection holder = dataSource.getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("SELECT id FROM bailiwick_tenant WHERE id = " + waitedFor + " FOR UPDATE");
      Future<Boolean> unit = units.submit(() -> store.write(tenants, tx -> true));
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      int expected = inOrder.indexOf(waitedFor) + 1;
      while (held.size() < expected && System.nanoTime() < end) {
        held = locked(dataSource, inOrder);
        assertThat(unit.isDone()).isFalse();
      }
      // Whatever else it locked before it waited would be seen by now.
      held = locked(dataSource, inOrder);
      holder.rollback();
      assertThat(unit.get(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      units.shutdownNow();
    }
    return held;
  }

  /** Asks again when the question, which locks the free rows, is ended as part of a deadlock. */
  private static Set<Long> locked(DataSource dataSource, List<Long> all) throws SQLException {
    for (int left = 100; ; left--) {
      try {
        return lockedAtOnce(dataSource, all);
      } catch (SQLTransactionRollbackException deadlock) {
        if (left == 0) {
          throw deadlock;
        }
      }
    }
  }

  private static Set<Long> lockedAtOnce(DataSource dataSource, List<Long> all) throws SQLException {
    Set<Long> locked = new TreeSet<>(all);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try (ResultSet free =
          statement.executeQuery("SELECT id FROM bailiwick_tenant FOR UPDATE SKIP LOCKED")) {
        while (free.next()) {
          locked.remove(free.getLong(1));
        }
      } finally {
        connection.rollback();
      }
    }
    return locked;
  }

  private static void insert(DataSource dataSource, List<Long> ids, int kind) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO bailiwick_tenant (id, kind, revision, structure, shape)"
                    + " VALUES (?, ?, 0, 0, 0)")) {
      for (long id : ids) {
        insert.setLong(1, id);
        insert.setInt(2, kind);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
