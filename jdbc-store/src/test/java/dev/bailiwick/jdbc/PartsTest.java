package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.contract.fixture.SettableClock;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import dev.bailiwick.jdbc.internal.schema.Product;
import dev.bailiwick.jdbc.internal.schema.Scripts;
import dev.bailiwick.store.MissingPart;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Store;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The optional parts of the schema: only a store that was made with a part needs its tables. */
class PartsTest {
  private final List<DataSource> given = new ArrayList<>();
  private Database database = Databases.H2_MEMORY;

  static Stream<Database> databases() {
    return Stream.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);
  }

  @AfterEach
  void recycle() {
    given.forEach(dataSource -> JdbcStore.over(dataSource).with(Part.KEYS).migrate());
    given.clear();
    database.recycle();
  }

  /** A database without the tables of the parts. */
  private DataSource dataSourceOf(Database product) throws SQLException {
    database = product;
    DataSource dataSource = database.newDataSource();
    given.add(dataSource);
    drop(dataSource);
    return dataSource;
  }

  private static long use(Store store) {
    return store.read(Consistency.latest(), view -> view.revision(new OrgId(1)));
  }

  private static void refused(Reason reason, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            UnsuitableDatabase.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static void execute(DataSource dataSource, String... statements) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> tables(DataSource dataSource, Database product, Part part)
      throws SQLException {
    List<String> there = new ArrayList<>();
    try (Connection connection = dataSource.getConnection()) {
      for (String table :
          Scripts.of(part).tables(Product.of(product.name()).orElseThrow().dialect())) {
        try (Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
          rows.next();
          there.add(table);
        } catch (SQLException missing) {
          assertThat(missing.getSQLState()).isIn("42P01", "42S02", "42S04");
        }
      }
    }
    return there;
  }

  /** Takes the tables of the parts away, as the next test finds the database without them. */
  private static void drop(DataSource dataSource) throws SQLException {
    execute(
        dataSource,
        "DROP TABLE IF EXISTS bailiwick_access_token",
        "DROP TABLE IF EXISTS bailiwick_api_key",
        "DELETE FROM bailiwick_schema WHERE part = 'keys'");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_store_has_a_part_if_the_host_asked_for_it(Database product) throws SQLException {
    DataSource dataSource = dataSourceOf(product);
    JdbcStore plain = JdbcStore.over(dataSource);
    plain.migrate();
    assertThat(tables(dataSource, product, Part.KEYS)).isEmpty();
    JdbcStore store = JdbcStore.over(dataSource).with(Part.KEYS);
    refused(Reason.OLD_SCHEMA, () -> use(store));
    try {
      store.migrate();
      store.migrate();
      assertThat(use(store)).isZero();
      assertThat(tables(dataSource, product, Part.KEYS)).hasSize(2);
      for (Store with : List.of(store, JdbcStore.over(dataSource).with(Part.KEYS))) {
        with.read(
            Consistency.latest(),
            view -> {
              view.requirePart(Part.KEYS);
              return view;
            });
      }
      assertThat(use(plain)).as("without the part, over its tables").isZero();
    } finally {
      drop(dataSource);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_store_without_the_part_refuses_a_call_and_sends_nothing(Database product)
      throws SQLException {
    CountedStatements counted = new CountedStatements();
    JdbcStore store = JdbcStore.over(counted.around(dataSourceOf(product)));
    assertThat(use(store)).isZero();
    assertThat(
            counted.during(
                () ->
                    assertThatThrownBy(
                            () ->
                                store.read(
                                    Consistency.latest(),
                                    view -> {
                                      view.requirePart(Part.KEYS);
                                      return view;
                                    }))
                        .isInstanceOfSatisfying(
                            MissingPart.class, e -> assertThat(e.part()).isEqualTo(Part.KEYS))
                        .hasMessageContaining("JdbcStore.with")))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void the_versions_of_a_part_are_checked_like_those_of_the_schema(Database product)
      throws SQLException {
    DataSource dataSource = dataSourceOf(product);
    JdbcStore.over(dataSource).with(Part.KEYS).migrate();
    try {
      execute(dataSource, "UPDATE bailiwick_schema SET complete = FALSE WHERE part = 'keys'");
      refused(Reason.HALF_DONE, () -> use(JdbcStore.over(dataSource).with(Part.KEYS)));
      refused(Reason.HALF_DONE, () -> JdbcStore.over(dataSource).with(Part.KEYS).migrate());
      assertThat(use(JdbcStore.over(dataSource))).isZero();
      execute(
          dataSource,
          "UPDATE bailiwick_schema SET complete = TRUE WHERE part = 'keys'",
          "INSERT INTO bailiwick_schema (part, version, oldest_library, complete)"
              + " VALUES ('keys', 3, '999.0', TRUE)");
      refused(Reason.NEW_SCHEMA, () -> use(JdbcStore.over(dataSource).with(Part.KEYS)));
      assertThat(use(JdbcStore.over(dataSource))).isZero();
    } finally {
      drop(dataSource);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_running_node_notices_a_part_that_takes_a_newer_library(Database product)
      throws SQLException {
    DataSource dataSource = dataSourceOf(product);
    JdbcStore.over(dataSource).with(Part.KEYS).migrate();
    SettableClock clock = new SettableClock(World.START);
    JdbcStore with = JdbcStore.over(dataSource, clock).with(Part.KEYS);
    JdbcStore without = JdbcStore.over(dataSource, clock);
    UserId user = new World(with).user("ann");
    Function<Store, String> name = store -> new World(store).system().users().get(user).fullName();
    try {
      assertThat(name.apply(with)).isEqualTo(name.apply(without));
      execute(
          dataSource,
          "INSERT INTO bailiwick_schema (part, version, oldest_library, complete)"
              + " VALUES ('keys', 3, '999.0', TRUE)");
      clock.advance(Duration.ofSeconds(30));
      refused(Reason.NEW_SCHEMA, () -> assertThat(name.apply(with)).isEmpty());
      assertThat(name.apply(without)).isEqualTo("ann");
    } finally {
      drop(dataSource);
    }
  }
}
