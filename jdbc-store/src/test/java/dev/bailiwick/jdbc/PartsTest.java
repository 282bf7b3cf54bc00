package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.DelegationUse;
import dev.bailiwick.actor.ImpersonationUse;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.contract.fixture.SettableClock;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.delegation.NewDelegation;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.NewImpersonation;
import dev.bailiwick.jdbc.UnsuitableDatabase.Reason;
import dev.bailiwick.jdbc.internal.schema.Product;
import dev.bailiwick.jdbc.internal.schema.Scripts;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
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
    given.forEach(
        dataSource ->
            JdbcStore.over(dataSource)
                .with(Part.KEYS)
                .with(Part.IMPERSONATION)
                .with(Part.HISTORY)
                .migrate());
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
        "DROP TABLE IF EXISTS bailiwick_sign_in",
        "DROP TABLE IF EXISTS bailiwick_last_use",
        "DELETE FROM bailiwick_schema WHERE part IN ('keys', 'history')");
  }

  private static void dropImpersonations(DataSource dataSource) throws SQLException {
    execute(
        dataSource,
        "DROP TABLE IF EXISTS bailiwick_impersonation",
        "DROP TABLE IF EXISTS bailiwick_support",
        "DROP TABLE IF EXISTS bailiwick_delegation",
        "DROP TABLE IF EXISTS bailiwick_audit_impersonator",
        "DELETE FROM bailiwick_schema WHERE part = 'impersonation'");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_store_without_impersonations_does_all_else_without_their_tables(Database product)
      throws SQLException {
    DataSource dataSource = dataSourceOf(product);
    dropImpersonations(dataSource);
    World world = new World(JdbcStore.over(dataSource));
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId mia = world.member("mia", org);
    UserId root = world.superUser("root");
    Session staff = world.as(root);
    NewImpersonation wanted = NewImpersonation.of(org, mia, "ticket").breakingGlass();
    ImpersonationUse use = new ImpersonationUse(new ImpersonationId(1), root);
    for (Runnable call :
        List.<Runnable>of(
            () -> staff.impersonations().begin(wanted),
            () -> world.system().impersonations().beginFor(root, wanted),
            () -> staff.impersonations().end(new ImpersonationId(1)),
            () -> staff.impersonations().mine(),
            () -> staff.impersonations().ofMe(),
            () -> staff.impersonations().ofOrg(org, PageRequest.first()),
            () -> staff.impersonations().support(org),
            () -> staff.impersonations().closeToSupport(org),
            () ->
                world
                    .as(olga, org)
                    .impersonations()
                    .openToSupport(org, World.START.plusSeconds(60)),
            () -> world.as(mia, org).agents().allow(NewDelegation.to(olga, "x")),
            () -> world.as(mia, org).agents().revoke(new DelegationId(1)),
            () -> world.as(mia, org).agents().mine(),
            () -> world.as(mia, org).agents().ofMe(),
            () -> world.as(olga, org).agents().ofOrg(org, PageRequest.first()),
            () ->
                world
                    .bailiwick()
                    .actingAs(
                        Actor.user(mia)
                            .in(org)
                            .actingFor(new DelegationUse(new DelegationId(1), olga)))
                    .may(Permission.READ, org),
            () ->
                world
                    .bailiwick()
                    .actingAs(Actor.user(mia).in(org).impersonatedBy(use))
                    .may(Permission.READ, org))) {
      assertThatThrownBy(call::run)
          .isInstanceOfSatisfying(
              MissingPart.class, e -> assertThat(e.part()).isEqualTo(Part.IMPERSONATION));
    }
    assertThat(world.log(org)).isNotEmpty();
    world.system().users().lock(mia);
    world.system().users().revokeSuperUser(root);
    world.as(olga, org).orgs().members(org).deactivate(mia);
    world.as(olga, org).orgs().members(org).remove(mia);
    world.system().users().erase(mia);
    world.as(olga, org).orgs().delete(org);
    assertThat(world.log(org)).isNotEmpty();
    assertThat(tables(dataSource, product, Part.IMPERSONATION)).isEmpty();
    JdbcStore.over(dataSource).with(Part.IMPERSONATION).migrate();
    assertThat(tables(dataSource, product, Part.IMPERSONATION)).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_node_without_impersonations_removes_members_and_entries_beside_one_with_them(
      Database product) throws SQLException {
    database = product;
    DataSource dataSource = database.newDataSource();
    World world = new World(JdbcStore.over(dataSource).with(Part.KEYS).with(Part.IMPERSONATION));
    UserId olga = world.user("olga");
    OrgId org = world.org("acme", olga);
    UserId mia = world.member("mia", org);
    UserId root = world.superUser("root");
    world.as(mia, org).resources().register(World.DOC.id("1"));
    Impersonation begun =
        world
            .as(root)
            .impersonations()
            .begin(NewImpersonation.of(org, mia, "ticket").breakingGlass())
            .value();
    Session acting = world.bailiwick().actingAs(begun.actor());
    acting.resources().delete(World.DOC.id("1"));
    assertThat(world.log(org).get(0).impersonator()).contains(root);

    UserId robot = world.as(olga, org).users().registerService(org, "robot").id();
    UserId pat = world.member("pat", org);
    world.as(mia, org).agents().allow(NewDelegation.to(robot, "of mia"));
    Delegation ofPat = world.as(pat, org).agents().allow(NewDelegation.to(robot, "of pat")).value();

    World without = world.through(JdbcStore.over(dataSource));
    assertThat(without.log(org)).hasSameSizeAs(world.log(org));
    assertThat(without.log(org)).allMatch(entry -> entry.companion().isEmpty());
    without.as(olga, org).orgs().members(org).remove(mia);
    assertThat(world.as(robot, org).agents().ofMe()).containsExactly(ofPat);
    without.as(olga, org).orgs().members(org).remove(robot);
    assertThat(world.as(pat, org).agents().mine()).isEmpty();
    assertThat(world.as(root).impersonations().mine()).isEmpty();
    assertThatThrownBy(() -> acting.may(Permission.READ, org)).isInstanceOf(SignInEnded.class);
    world.clock().advance(Duration.ofDays(1));
    without.system().audit().removeOlder(org, world.clock().instant());
    assertThat(world.log(org)).hasSize(1);
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
  void a_part_needs_no_other_part_and_the_parts_are_migrated_together(Database product)
      throws SQLException {
    DataSource dataSource = dataSourceOf(product);
    JdbcStore.over(dataSource).migrate();
    JdbcStore histories = JdbcStore.over(dataSource).with(Part.HISTORY);
    JdbcStore both = histories.with(Part.KEYS);
    try {
      refused(Reason.OLD_SCHEMA, () -> use(histories));
      histories.migrate();
      assertThat(use(histories)).isZero();
      assertThat(tables(dataSource, product, Part.HISTORY)).hasSize(2);
      assertThat(tables(dataSource, product, Part.KEYS)).isEmpty();
      refused(Reason.OLD_SCHEMA, () -> use(both));
      both.migrate();
      assertThat(use(both)).isZero();
      assertThat(use(histories)).isZero();
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
