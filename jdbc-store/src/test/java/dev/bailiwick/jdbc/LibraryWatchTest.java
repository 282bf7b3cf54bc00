package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.SettableClock;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A running node notices a schema that takes a newer version of the library. */
class LibraryWatchTest {
  /** With a look at most this long ago, a node still works. */
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private static final String NEWER =
      "INSERT INTO bailiwick_schema (version, oldest_library, complete) VALUES (999, '999.0', TRUE)";

  private Database database = Databases.H2_MEMORY;

  @AfterEach
  void recycle() {
    database.recycle();
  }

  static Stream<Database> databases() {
    return Stream.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);
  }

  /** A database with a scene, and a node of which the test moves the clock. */
  private static final class Node {
    private final DataSource dataSource;
    private final Scene scene;
    private final SettableClock clock = new SettableClock(World.START);
    private final CountedStatements counted = new CountedStatements();
    private JdbcStore store;

    Node(Database database) {
      dataSource = database.newDataSource();
      scene = Scene.in(JdbcStore.over(dataSource));
      store = begun();
    }

    /** Another node, which has found the schema usable. */
    JdbcStore begun() {
      store = JdbcStore.over(counted.around(dataSource), clock);
      use(store);
      return store;
    }

    void execute(String sql) {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    /** Runs something while the schema takes a newer version of the library. */
    void whileTooOld(Runnable run) {
      execute(NEWER);
      try {
        run.run();
      } finally {
        execute("DELETE FROM bailiwick_schema WHERE version = 999");
      }
    }

    void refuses(String name, Runnable call) {
      Throwable atStart = catchThrowable(() -> use(JdbcStore.over(dataSource)));
      assertThatThrownBy(call::run)
          .as(name)
          .isInstanceOfSatisfying(
              UnsuitableDatabase.class, e -> assertThat(e.reason()).isEqualTo(Reason.NEW_SCHEMA))
          .hasMessage(atStart.getMessage());
    }
  }

  private static void use(Store store) {
    long revision = store.read(Consistency.latest(), view -> view.revision(new OrgId(1)));
    assertThat(revision).isNotNegative();
  }

  /** Every call of these kinds, by name. */
  private static Map<String, Consumer<World>> calls(Scene scene, boolean all) {
    Map<String, Consumer<World>> calls = new LinkedHashMap<>();
    Scene.QUESTIONS.forEach(
        (name, question) ->
            calls.put(name, world -> assertThat(question.apply(scene, world)).isNotNull()));
    calls.put("orgs", world -> world.system().orgs().list(PageRequest.first()));
    calls.put("users", world -> world.system().users().list(PageRequest.first()));
    Scene.CHANGES.forEach(
        (name, change) -> {
          if (all || List.of("Grants.grant", "Users.register", "Teams.create").contains(name)) {
            calls.put(name, world -> change.accept(scene, world));
          }
        });
    return calls;
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_running_node_refuses_each_call_within_a_minute(Database product) {
    database = product;
    Node node = new Node(database);
    LogSnapshot before = LogSnapshot.of(node.store);
    calls(node.scene, product == Databases.H2_MEMORY)
        .forEach(
            (name, call) -> {
              JdbcStore store = node.begun();
              World world = new World(store);
              node.whileTooOld(
                  () -> {
                    node.clock.advance(INTERVAL);
                    node.refuses(name, () -> call.accept(world));
                    node.refuses(name + ", again", () -> call.accept(world));
                    node.refuses("another call after " + name, () -> use(store));
                  });
            });
    assertThat(LogSnapshot.of(node.begun())).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_question_from_remembered_facts_notices_it_too(Database product) {
    database = product;
    Node node = new Node(database);
    World world = new World(node.store);
    assertThat(node.scene.miaMayRead(world)).isTrue();
    assertThat(node.scene.miaMayRead(world)).isTrue();
    node.whileTooOld(
        () -> {
          node.clock.advance(INTERVAL.minusNanos(1));
          assertThat(node.scene.miaMayRead(world)).as("before it looks again").isTrue();
          node.clock.advance(Duration.ofNanos(1));
          node.refuses("may", () -> node.scene.miaMayRead(world));
        });
    assertThat(node.scene.miaMayRead(world)).as("with the old schema back").isTrue();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_look_takes_no_statement_of_its_own(Database product) {
    database = product;
    Node node = new Node(database);
    World world = new World(node.store);
    node.execute(
        "INSERT INTO bailiwick_schema (version, oldest_library, complete)"
            + " VALUES (999, '0.1.0', TRUE)");
    try {
      calls(node.scene, false)
          .forEach(
              (name, call) -> {
                if (Character.isLowerCase(name.charAt(0))) {
                  call.accept(world);
                  List<String> usual = node.counted.during(() -> call.accept(world));
                  node.clock.advance(INTERVAL);
                  List<String> looking = node.counted.during(() -> call.accept(world));
                  assertThat(looking).as(name).hasSameSizeAs(usual);
                  assertThat(looking.stream().filter(sql -> sql.contains("oldest_library")))
                      .as("the statement of %s that looks", name)
                      .hasSize(1);
                  assertThat(node.counted.during(() -> call.accept(world)))
                      .as(name)
                      .isEqualTo(usual);
                }
              });
    } finally {
      node.execute("DELETE FROM bailiwick_schema WHERE version = 999");
    }
  }

  @Test
  void a_unit_on_a_lent_connection_notices_it_too() throws SQLException {
    Node node = new Node(database);
    node.execute(NEWER);
    try (Connection connection = node.dataSource.getConnection()) {
      connection.setAutoCommit(false);
      World world = new World(node.store.on(connection));
      assertThat(node.scene.miaMayRead(world)).isTrue();
      node.clock.advance(INTERVAL);
      node.refuses("may", () -> node.scene.miaMayRead(world));
      connection.rollback();
    } finally {
      node.execute("DELETE FROM bailiwick_schema WHERE version = 999");
    }
  }
}
