package dev.bailiwick.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.page.Page;
import dev.bailiwick.servers.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program keeps in a database. */
class DatabaseTest {
  private static final Server POSTGRESQL =
      Server.postgreSql(System.getProperty("bailiwick.postgresql", "18"));
  private static final Server MARIADB =
      Server.mariaDb(System.getProperty("bailiwick.mariadb", "10.11"));

  @TempDir Path temp;

  private String url(String product) {
    return switch (product) {
      case "PostgreSQL" -> POSTGRESQL.newSchema();
      case "MariaDB" -> MARIADB.newSchema();
      default -> "jdbc:h2:" + temp.resolve("file");
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2", "PostgreSQL", "MariaDB"})
  void the_review_is_byte_for_byte_the_one_in_memory_and_a_second_run_writes_nothing(String product)
      throws IOException, SQLException {
    Path memory = temp.resolve("memory.csv");
    assertThat(Run.of("--review", memory).err()).isEmpty();
    String url = url(product);
    try (var connection = DriverManager.getConnection(url)) {
      assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo(product);
    }

    Path first = temp.resolve("first.csv");
    Run run = Run.of("--db", url, "--review", first);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).doesNotContain("already in the database");
    assertThat(first).hasSameBinaryContentAs(memory);
    List<String> log = log(url);
    assertThat(log).hasSizeGreaterThan(20);

    Path second = temp.resolve("second.csv");
    Run again = Run.of("--db", url, "--review", second);
    assertThat(again.err()).isEmpty();
    assertThat(again.out())
        .contains("2 orgs, 13 people, 9 teams, 12 grants on 9 repositories")
        .contains("already in the database: 2 orgs, 9 teams");
    assertThat(second).hasSameBinaryContentAs(memory);
    assertThat(log(url)).isEqualTo(log);
  }

  /** Everything that was ever done, in the tenants of orgs and of people. */
  private static List<String> log(String url) {
    try (Storage storage = Storage.inDatabase(url)) {
      var host = Bailiwick.over(storage.store()).actingAs(Actor.system("test"));
      var users =
          Page.all(host.users()::list)
              .flatMap(user -> Page.all(p -> host.audit().ofUser(user.id(), AuditFilter.all(), p)));
      var orgs =
          Page.all(host.orgs()::list)
              .flatMap(org -> Page.all(p -> host.audit().ofOrg(org.id(), AuditFilter.all(), p)));
      return Stream.concat(users, orgs).map(Object::toString).toList();
    }
  }

  @Test
  void what_broke_off_is_completed_by_the_next_run() throws IOException {
    Path half = temp.resolve("half");
    Folders.write(half, "acme/org.yaml", "admins: [zoe]", "teams: {ops: {repos: {site: read}}}");
    Path whole = temp.resolve("whole");
    Folders.write(
        whole,
        "acme/org.yaml",
        "admins: [zoe]",
        "members: [bea]",
        "teams:",
        "  ops:",
        "    members: [bea]",
        "    repos: {site: write}",
        "    teams: {night: {members: [bea], repos: {wiki: read}}}");
    String url = url("H2");

    assertThat(Run.of("--db", url, half).status()).isZero();
    Run run = Run.of("--db", url, whole);

    assertThat(run.out()).contains("already in the database: 1 orgs, 1 teams");
    assertThat(Run.of("--db", url, whole, "--what", "bea", "read").out())
        .isEqualTo("acme/site\nacme/wiki\n");
    assertThat(Run.of("--db", url, whole, "--who", "write", "acme/site").out())
        .isEqualTo("bea\nzoe\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:nothing:at:all",
        "jdbc:postgresql://localhost:1/x?user=a&password=secret",
        "jdbc:h2:file:not/absolute",
        "nonsense"
      })
  void a_database_that_cannot_be_used_is_one_clear_line_and_status_2(String url)
      throws IOException {
    Run run = Run.of("--db", url);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("quickstart: --db: no connection: ").doesNotContain("secret");
    assertThat(Files.exists(Path.of("not"))).isFalse();
  }
}
