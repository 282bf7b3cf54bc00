package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.key.UnusedKey;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sign-ins, and uses of keys, within a transaction of the host. */
class LentHistoryTest {
  private final CountedStatements counted = new CountedStatements();

  static Stream<Database> products() {
    return Stream.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);
  }

  @AfterEach
  void recycle() {
    products().forEach(Database::recycle);
  }

  private static World world(DataSource dataSource) {
    return new World(JdbcStore.over(dataSource).with(Part.KEYS).with(Part.HISTORY));
  }

  private static World within(World world, Connection connection) {
    return world.through(((JdbcStore) world.store()).on(connection));
  }

  @ParameterizedTest
  @MethodSource("products")
  void a_use_within_a_transaction_of_the_host_is_not_recorded_and_locks_nothing(Database database)
      throws SQLException {
    DataSource dataSource = counted.around(database.newDataSource());
    World world = world(dataSource);
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    String secret =
        world
            .as(owner, org)
            .apiKeys()
            .create(NewApiKey.named("key"))
            .value()
            .secret()
            .orElseThrow()
            .reveal();
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      World inside = within(world, connection);
      List<String> sent =
          counted.during(
              () -> assertThat(inside.bailiwick().authenticate(secret).user()).contains(owner));
      assertThat(sent).isNotEmpty().noneMatch(sql -> sql.contains("last_use"));
      // The transaction of the host is still open.
      world.bailiwick().authenticate(secret);
      connection.commit();
    }
    assertThat(
            world
                .as(owner, org)
                .history()
                .unusedKeys(org, Instant.MAX, PageRequest.first())
                .items())
        .extracting(UnusedKey::lastUse)
        .containsExactly(Optional.of(World.START));
  }

  @ParameterizedTest
  @MethodSource("products")
  void a_sign_in_within_a_transaction_of_the_host_is_recorded_with_it(Database database)
      throws SQLException {
    DataSource dataSource = database.newDataSource();
    World world = world(dataSource);
    UserId ann = world.user("ann");
    for (boolean commits : new boolean[] {false, true}) {
      try (Connection connection = dataSource.getConnection()) {
        connection.setAutoCommit(false);
        within(world, connection).system().users().signIn(ann);
        assertThat(signIns(within(world, connection), ann)).isEqualTo(1);
        assertThat(signIns(world, ann)).isZero();
        if (commits) {
          connection.commit();
        } else {
          connection.rollback();
        }
      }
      assertThat(signIns(world, ann)).isEqualTo(commits ? 1 : 0);
    }
  }

  private static int signIns(World world, UserId user) {
    return world.system().history().signIns(user, PageRequest.first()).items().size();
  }
}
