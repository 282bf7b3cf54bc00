package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Store;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.NewMember;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL is killed while four clients write, {@code -Dbailiwick.kills=N} times (2 if that is
 * not said), each after {@code -Dbailiwick.writes=N} acknowledged writes more (100), and started
 * again over the same files: whatever was acknowledged is there, and nothing is half there.
 */
@Tag("long")
class KilledServerTest {
  private static final int CLIENTS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path folder;
  private EmbeddedPostgres server;
  private HikariDataSource pool;
  private final Map<OrgId, Set<String>> acknowledged = new ConcurrentHashMap<>();
  private final Map<OrgId, Long> begun = new HashMap<>();
  private final Semaphore acknowledgements = new Semaphore(0);

  /** With the promises of durability on, which the embedded build switches off. */
  private static EmbeddedPostgres start(Path data, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPGStartupWait(PATIENCE)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on");
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  @BeforeEach
  void start() throws IOException {
    server = start(folder.resolve("data"), 0);
    pool = Database.pool(server.getJdbcUrl("postgres", "postgres"));
  }

  @AfterEach
  void stop() throws IOException {
    pool.close();
    server.close();
  }

  private void killAndStartAgain() throws Exception {
    String number = Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0);
    ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(number.strip())).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
    postmaster.descendants().forEach(all::add);
    assertThat(all).as("the server and what it started").hasSizeGreaterThan(CLIENTS);
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : all) {
      process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    // Nobody is there to stop; this gives up its lock on the files.
    server.close();
    server = start(folder.resolve("data"), server.getPort());
  }

  private void requireDurable() throws SQLException {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      assertThat(query("SHOW " + setting)).as(setting).isEqualTo("on");
    }
    assertThat(query("SELECT version()")).startsWith("PostgreSQL ");
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Makes teams of one member, in the org of all and in its own, until the server is gone. */
  private StoreFailure write(World world, String name, List<OrgId> orgs, UserId member) {
    for (int i = 0; ; i++) {
      OrgId org = orgs.get(i % orgs.size());
      String team = name + "-" + i;
      try {
        world
            .system(org)
            .teams()
            .create(NewTeam.named(team).withOwner(member).with(NewMember.member(member)));
      } catch (StoreFailure failure) {
        return failure;
      }
      acknowledged.get(org).add(team);
      acknowledgements.release();
    }
  }

  @Test
  void acknowledged_changes_survive_a_killed_server_and_no_change_is_half_stored(
      TestReporter reporter) throws Exception {
    int kills = Integer.getInteger("bailiwick.kills", 2);
    int writes = Integer.getInteger("bailiwick.writes", 100);
    JdbcStore store = JdbcStore.over(pool);
    store.migrate();
    World world = new World(store);
    UserId olga = world.user("olga");
    OrgId shared = world.org("shared", olga);
    List<OrgId> own = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      own.add(world.org("own " + client, olga));
    }
    begin(world, shared);
    own.forEach(org -> begin(world, org));
    long started = System.nanoTime();
    int unknown = 0;
    int failed = 0;
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      for (int kill = 1; kill <= kills; kill++) {
        requireDurable();
        List<Future<StoreFailure>> running = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
          String name = kill + "-" + client;
          List<OrgId> orgs = List.of(shared, own.get(client));
          running.add(clients.submit(() -> write(world, name, orgs, olga)));
        }
        assertThat(acknowledgements.tryAcquire(writes, PATIENCE.toSeconds(), TimeUnit.SECONDS))
            .as("%s writes before kill %s", writes, kill)
            .isTrue();
        killAndStartAgain();
        for (Future<StoreFailure> end : running) {
          StoreFailure failure = end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          unknown += failure.retryable() ? 0 : 1;
        }
        acknowledgements.drainPermits();
        failed += goOn(store);
        for (OrgId org : begun.keySet()) {
          requireWhole(world, org);
        }
      }
    } finally {
      clients.shutdownNow();
    }
    int kept = acknowledged.values().stream().mapToInt(Set::size).sum();
    reporter.publishEntry(
        query("SELECT version()").substring(0, 15),
        String.format(
            "%d kills, %,d acknowledged writes and all there, %d commits of unknown end,"
                + " %d calls failed after a restart, in %s",
            kills,
            kept,
            unknown,
            failed,
            Duration.ofNanos(System.nanoTime() - started).truncatedTo(ChronoUnit.SECONDS)));
    assertThat(kept).isGreaterThanOrEqualTo(kills * writes);
  }

  private void begin(World world, OrgId org) {
    acknowledged.put(org, ConcurrentHashMap.newKeySet());
    begun.put(org, revision(world.store(), org));
  }

  private static long revision(Store store, OrgId org) {
    return store.read(Consistency.latest(), view -> view.revision(org));
  }

  /** The same store answers again, as soon as its pool has found out which connections are dead. */
  private int goOn(JdbcStore store) {
    int failed = 0;
    while (true) {
      try {
        begun.keySet().forEach(org -> assertThat(revision(store, org)).isPositive());
        return failed;
      } catch (StoreFailure dead) {
        assertThat(dead.retryable()).as(dead.toString()).isTrue();
        assertThat(++failed).as("connections found dead").isLessThanOrEqualTo(CLIENTS * 2);
      }
    }
  }

  /** Each team has its member, its entry and its revision. */
  private void requireWhole(World world, OrgId org) {
    List<Team> teams = Page.all(world.system(org).teams()::listAll).toList();
    assertThat(teams.stream().map(Team::name))
        .as("teams of %s", org)
        .containsAll(acknowledged.get(org));
    for (Team team : teams) {
      assertThat(world.system(org).teams().members(team.id()).list(PageRequest.first()).items())
          .as(team.name())
          .hasSize(1);
    }
    List<String> recorded =
        world.log(org).stream()
            .filter(entry -> entry.event().name().equals("team.create"))
            .map(entry -> entry.items().get(0).properties().get("name").after().orElseThrow())
            .toList();
    assertThat(recorded)
        .containsExactlyInAnyOrderElementsOf(teams.stream().map(Team::name).toList());
    assertThat(revision(world.store(), org) - begun.get(org)).isEqualTo(teams.size());
  }
}
