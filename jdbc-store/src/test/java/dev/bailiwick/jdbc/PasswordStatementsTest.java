package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bailiwick.contract.fixture.PasswordWorld;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.password.SignInRefused;
import dev.bailiwick.store.Part;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A stranger who signs in or asks for a code learns nothing from the statements: they are the same
 * texts in the same order for each state of an account, and for none.
 */
class PasswordStatementsTest {
  private static final List<String> NAMES =
      List.of(
          "unknown",
          "known",
          "without",
          "identity",
          "deactivated",
          "locked",
          "unclaimed",
          "throttled");

  private final CountedStatements counted = new CountedStatements();

  static Stream<Database> products() {
    return Stream.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);
  }

  @AfterEach
  void recycle() {
    products().forEach(Database::recycle);
  }

  private PasswordWorld passwords(Database database) {
    return new PasswordWorld(
        new World(JdbcStore.over(counted.around(database.newDataSource())).with(Part.PASSWORDS)));
  }

  /** Makes an account of each state, each with one failure and one request before. */
  private static PasswordWorld filled(PasswordWorld world) {
    world.user("known");
    world.world().user("without");
    world
        .world()
        .system()
        .users()
        .ensure(
            new ExternalIdentity("https://idp.test", "i"),
            Profile.named("identity").withVerifiedEmail("identity@world.test"));
    world.world().system().users().deactivate(world.user("deactivated"));
    world.world().system().users().lock(world.user("locked"));
    UserId olga = world.world().user("olga");
    OrgId acme = world.world().org("acme", olga);
    world.world().as(olga, acme).orgs().members(acme).add(NewMember.member("unclaimed@world.test"));
    world.user("throttled");
    for (int i = 0; i < 6; i++) {
      refused(world, "throttled");
    }
    return world;
  }

  private static void refused(PasswordWorld world, String name) {
    assertThat(catchThrowable(() -> world.signIn(name, PasswordWorld.WRONG)))
        .as(name)
        .isExactlyInstanceOf(SignInRefused.class);
  }

  @ParameterizedTest
  @MethodSource("products")
  void a_failed_sign_in_sends_the_same_statements_for_each_name(Database database) {
    PasswordWorld world = filled(passwords(database));
    for (String name : NAMES) {
      refused(world, name);
    }
    List<String> expected = counted.during(() -> refused(world, "unknown"));
    assertThat(expected).filteredOn(sql -> sql.startsWith("UPDATE")).hasSize(1);
    for (String name : NAMES) {
      assertThat(counted.during(() -> refused(world, name))).as(name).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("products")
  void a_request_for_a_code_sends_the_same_statements_for_each_name(Database database) {
    PasswordWorld world = filled(passwords(database));
    for (boolean first : new boolean[] {true, false}) {
      List<List<String>> sent =
          NAMES.stream()
              .map(
                  name ->
                      counted.during(
                          () ->
                              world.bailiwick().signIns().startReset(PasswordWorld.address(name))))
              .toList();
      assertThat(sent).as("first request: " + first).containsOnly(sent.get(0));
      assertThat(sent.get(0))
          .filteredOn(sql -> sql.startsWith(first ? "INSERT" : "UPDATE"))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("products")
  void a_host_without_passwords_sends_no_statement_about_them(Database database) {
    World world = new World(JdbcStore.over(counted.around(database.newDataSource())));
    assertThat(
            counted.during(
                () -> {
                  UserId ann = world.user("ann");
                  world.as(ann).users().current();
                  world.system().users().erase(ann);
                }))
        .noneMatch(sql -> sql.contains("password"));
  }
}
