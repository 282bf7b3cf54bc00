package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bailiwick.Session;
import dev.bailiwick.SignInHistory;
import dev.bailiwick.contract.fixture.PasswordWorld;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.password.SignInRefused;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.store.MissingPart;
import dev.bailiwick.store.Part;
import dev.bailiwick.user.SignInEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements of histories: none for a host without them, and none that tell names apart. */
class HistoryStatementsTest {
  private final CountedStatements counted = new CountedStatements();

  static Stream<Database> products() {
    return Stream.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);
  }

  @AfterEach
  void recycle() {
    products().forEach(Database::recycle);
  }

  private World world(DataSource dataSource, Part... parts) {
    JdbcStore store = JdbcStore.over(counted.around(dataSource));
    for (Part part : parts) {
      store = store.with(part);
    }
    return new World(store);
  }

  private static void refused(PasswordWorld world, String name) {
    assertThat(catchThrowable(() -> world.signIn(name, PasswordWorld.WRONG)))
        .isExactlyInstanceOf(SignInRefused.class);
  }

  @ParameterizedTest
  @MethodSource("products")
  void a_failure_is_recorded_by_the_same_statements_for_each_name(Database database) {
    PasswordWorld world =
        new PasswordWorld(world(database.newDataSource(), Part.PASSWORDS, Part.HISTORY));
    UserId known = world.user("known");
    world.world().user("without");
    world.world().system().users().lock(world.user("locked"));
    world.user("throttled");
    UserId full = world.user("full");
    for (int i = 0; i < 6; i++) {
      refused(world, "throttled");
    }
    for (int i = 0; i < SignInEntry.KEPT + 1; i++) {
      int id = i;
      world
          .world()
          .store()
          .<Boolean>write(
              Set.of(),
              tx -> {
                tx.history().add(new SignInEntry(full, World.START, id, SignInEntry.Kind.FAILED));
                return true;
              });
    }
    List<String> names = List.of("unknown", "known", "without", "locked", "throttled", "full");
    names.forEach(name -> refused(world, name));
    List<String> expected = counted.during(() -> refused(world, "unknown"));
    assertThat(expected).filteredOn(sql -> sql.contains("INTO bailiwick_sign_in")).hasSize(1);
    for (String name : names) {
      assertThat(counted.during(() -> refused(world, name))).as(name).isEqualTo(expected);
    }
    assertThat(world.world().system().history().signIns(known, PageRequest.first()).items())
        .hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("products")
  void a_host_without_histories_sends_no_statement_about_them_and_leaves_no_row(Database database) {
    DataSource dataSource = database.newDataSource();
    PasswordWorld passwords = new PasswordWorld(world(dataSource, Part.KEYS, Part.PASSWORDS));
    World world = passwords.world();
    List<String> sent =
        counted.during(
            () -> {
              UserId ann = passwords.user("ann");
              OrgId org = world.org("acme", ann);
              refused(passwords, "ann");
              passwords.bailiwick().signIns().complete(passwords.signIn("ann", PasswordWorld.GOOD));
              world.system().users().signIn(ann);
              Session program = program(world, world.as(ann, org));
              assertThat(program.may(Permission.READ, org)).isTrue();
              UserId robot = world.as(ann, org).users().registerService(org, "robot").id();
              world.as(ann, org).orgs().members(org).remove(robot);
              world.system().users().erase(ann);
            });
    assertThat(sent)
        .isNotEmpty()
        .noneMatch(sql -> sql.contains("sign_in") || sql.contains("last_use"));
  }

  private static Session program(World world, Session owner) {
    String secret =
        owner.apiKeys().create(NewApiKey.named("key")).value().secret().orElseThrow().reveal();
    return world.bailiwick().actingAs(world.bailiwick().authenticate(secret));
  }

  @ParameterizedTest
  @MethodSource("products")
  void a_check_sends_the_same_statements_with_histories_and_without(Database database) {
    DataSource dataSource = database.newDataSource();
    List<List<String>> sent =
        Stream.of(new Part[] {Part.KEYS}, new Part[] {Part.KEYS, Part.HISTORY})
            .map(
                parts -> {
                  World world = world(dataSource, parts);
                  UserId ann = world.user("ann" + parts.length);
                  OrgId org = world.org("acme", ann);
                  Session program = program(world, world.as(ann, org));
                  Session signedIn = world.as(ann, org);
                  return counted.during(
                      () -> {
                        program.may(Permission.READ, org);
                        signedIn.may(Permission.READ, org);
                        program.may(Permission.READ, org);
                      });
                })
            .toList();
    assertThat(sent.get(1)).isNotEmpty().isEqualTo(sent.get(0));
  }

  @ParameterizedTest
  @MethodSource("products")
  void a_call_that_needs_a_missing_part_names_it_and_sends_nothing(Database database) {
    DataSource dataSource = database.newDataSource();
    World plain = world(dataSource, Part.KEYS);
    UserId ann = plain.user("ann");
    OrgId org = plain.org("acme", ann);
    SignInHistory history = plain.system().history();
    PageRequest page = PageRequest.first();
    Map<String, Runnable> calls =
        Map.of(
            "signIns", () -> history.signIns(ann, page),
            "unusedMembers", () -> history.unusedMembers(org, Instant.MAX, page),
            "unusedKeys", () -> history.unusedKeys(org, Instant.MAX, page),
            "removeOlder", () -> history.removeOlder(Instant.MAX));
    calls.forEach(
        (name, call) ->
            assertThat(counted.during(() -> missing(call, Part.HISTORY))).as(name).isEmpty());
    World without = world(dataSource, Part.HISTORY);
    without.system().users().signIn(ann);
    assertThat(Page.all(one -> without.system().history().signIns(ann, one))).hasSize(1);
    assertThat(
            counted.during(
                () ->
                    missing(
                        () -> without.system().history().unusedKeys(org, Instant.MAX, page),
                        Part.KEYS)))
        .isEmpty();
  }

  private static void missing(Runnable call, Part part) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(MissingPart.class, e -> assertThat(e.part()).isEqualTo(part));
  }
}
