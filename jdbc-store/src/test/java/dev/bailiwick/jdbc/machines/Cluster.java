package dev.bailiwick.jdbc.machines;

import static dev.bailiwick.jdbc.machines.Clients.DOC;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.JdbcStore;
import dev.bailiwick.jdbc.UnsuitableDatabase;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;

/** A Galera cluster, each node with a store of its own. */
final class Cluster {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int CLIENTS = 6;
  private static final int WRITES = 500;

  private Cluster() {}

  /** Arguments: the script, how often a race is run, the URL of each node. */
  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[1]);
    List<String> nodes = List.of(args).subList(2, args.length);
    skew(nodes, rounds);
    List<HikariDataSource> pools = new ArrayList<>();
    List<JdbcStore> stores = new ArrayList<>();
    for (int n = 0; n < nodes.size(); n++) {
      pools.add(Hook.pool(led(nodes, n), CLIENTS));
      stores.add(JdbcStore.over(pools.get(n)));
      stores.get(0).migrate();
    }
    new Races(stores.get(0), stores.get(1)).run(rounds);
    stale(nodes, stores, rounds);
    List<Long> drawn = new ArrayList<>(draw(nodes, rounds));
    killed(new Hook(args[0]), stores);
    drawn.addAll(draw(nodes.subList(0, nodes.size() - 1), rounds));
    System.out.println(
        drawn.size()
            + " values of the sequence, "
            + Set.copyOf(drawn).size()
            + " of them different");
    pools.forEach(HikariDataSource::close);
  }

  /** The URL of a node that leads to the others where it does not answer. */
  private static String led(List<String> nodes, int first) {
    StringBuilder hosts = new StringBuilder();
    for (int i = 0; i < nodes.size(); i++) {
      String node = nodes.get((first + i) % nodes.size());
      hosts
          .append(i == 0 ? "" : ",")
          .append(node, "jdbc:mariadb://".length(), node.lastIndexOf('/'));
    }
    String rest = nodes.get(first).substring(nodes.get(first).lastIndexOf('/'));
    return "jdbc:mariadb:sequential://"
        + hosts
        + rest
        + "&connectTimeout=2000&sessionVariables=wsrep_sync_wait=1";
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Two who are on duty, each of whom may leave while the other stays, leave through two nodes. */
  private static void skew(List<String> nodes, int rounds) throws Exception {
    try (Connection one = DriverManager.getConnection(nodes.get(0));
        Connection other = DriverManager.getConnection(nodes.get(1))) {
      execute(
          one,
          "CREATE TABLE duty (id INT PRIMARY KEY, present INT NOT NULL)",
          "CREATE TABLE tenant (id INT PRIMARY KEY, revision INT NOT NULL)",
          "CREATE SEQUENCE drawn START WITH 1 INCREMENT BY 0",
          "INSERT INTO tenant VALUES (1, 0)",
          "INSERT INTO duty VALUES (1, 1), (2, 1)");
      for (Connection connection : List.of(one, other)) {
        execute(connection, "SET wsrep_sync_wait = 1");
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setAutoCommit(false);
      }
      for (boolean tenant : new boolean[] {false, true}) {
        Map<String, Integer> ends = new TreeMap<>();
        for (int i = 0; i < rounds; i++) {
          CyclicBarrier barrier = new CyclicBarrier(2);
          CompletableFuture<String> first =
              CompletableFuture.supplyAsync(() -> leave(one, 1, tenant, barrier));
          String second = leave(other, 2, tenant, barrier);
          ends.merge("one " + first.join() + ", one " + second, 1, Integer::sum);
          // Waits until what the other node wrote is here.
          number(one, "SELECT SUM(present) FROM duty");
          execute(one, "UPDATE duty SET present = 1");
          one.commit();
        }
        System.out.println(
            "plain SQL, SERIALIZABLE, "
                + (tenant ? "both update one more row: " : "each updates its own row: ")
                + ends);
      }
    }
  }

  private static String leave(
      Connection connection, int who, boolean tenant, CyclicBarrier barrier) {
    String step = "reading";
    try {
      if (number(connection, "SELECT SUM(present) FROM duty") != 2) {
        throw new IllegalStateException("an old state");
      }
      barrier.await();
      step = "writing";
      execute(connection, "UPDATE duty SET present = 0 WHERE id = " + who);
      if (tenant) {
        execute(connection, "UPDATE tenant SET revision = revision + 1 WHERE id = 1");
      }
      step = "committing";
      connection.commit();
      return "committed";
    } catch (SQLException refused) {
      try {
        connection.rollback();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return refused.getErrorCode() + "/" + refused.getSQLState() + " " + step;
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What another node answers right after a write. */
  private static void stale(List<String> nodes, List<JdbcStore> stores, int rounds)
      throws SQLException {
    Session host = Clients.host(stores.get(0));
    UserId olga = host.users().register(Profile.named("Olga")).id();
    UserId bob = host.users().register(Profile.named("Bob")).id();
    OrgId acme = host.orgs().create(NewOrg.named("Acme", olga)).id();
    host.orgs().members(acme).add(NewMember.member(bob));
    Session admin = Bailiwick.over(stores.get(0)).actingAs(Actor.user(olga).in(acme));
    Session request = Bailiwick.over(stores.get(1)).actingAs(Actor.user(bob).in(acme));
    String revision = "SELECT revision FROM bailiwick_tenant WHERE id = " + acme.value();
    int old = 0;
    int waited = 0;
    int wrong = 0;
    try (Connection plain = DriverManager.getConnection(nodes.get(1));
        Connection waiting =
            DriverManager.getConnection(nodes.get(1) + "&sessionVariables=wsrep_sync_wait=1")) {
      for (int i = 0; i < rounds; i++) {
        long made = made(admin, acme, "a" + i, bob);
        old += number(plain, revision) < made ? 1 : 0;
        made = made(admin, acme, "b" + i, bob);
        waited += number(waiting, revision) < made ? 1 : 0;
        made(admin, acme, "c" + i, bob);
        wrong += request.may(READ, DOC.id("c" + i)) ? 0 : 1;
      }
    }
    System.out.printf(
        "old reads on another node, of %d: %d without wsrep_sync_wait, %d with it, %d of the store%n",
        rounds, old, waited, wrong);
    if (waited + wrong > 0) {
      throw new IllegalStateException("a node answered from an old state");
    }
    try (HikariDataSource pool = Hook.pool(nodes.get(1), 1)) {
      JdbcStore.over(pool);
      throw new IllegalStateException("a node was taken whose reads may be old");
    } catch (UnsuitableDatabase refused) {
      System.out.println("without it: " + refused.reason() + ": " + refused.getMessage());
    }
  }

  private static long made(Session admin, OrgId org, String doc, UserId bob) {
    return admin
        .grants()
        .grant(COLLABORATOR, DOC.id(doc), bob)
        .revision()
        .numbers()
        .getOrDefault(org, 0L);
  }

  /** Values of a sequence like ours, from all nodes at once, in transactions that are undone. */
  private static List<Long> draw(List<String> nodes, int rounds) {
    List<CompletableFuture<List<Long>>> running =
        nodes.stream()
            .map(node -> CompletableFuture.supplyAsync(() -> draw(node, rounds)))
            .toList();
    return running.stream().flatMap(drawn -> drawn.join().stream()).toList();
  }

  private static List<Long> draw(String node, int rounds) {
    try (Connection connection = DriverManager.getConnection(node)) {
      connection.setAutoCommit(false);
      List<Long> drawn = new ArrayList<>();
      for (int i = 0; i < 20 * rounds; i++) {
        drawn.add(number(connection, "SELECT NEXTVAL(drawn)"));
        connection.rollback();
      }
      return drawn;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void killed(Hook hook, List<JdbcStore> stores) throws Exception {
    Clients clients = new Clients(stores, CLIENTS);
    clients.await(WRITES, PATIENCE);
    System.out.println(
        "longest without an acknowledged write: " + clients.silence().toMillis() + " ms");
    hook.run("kill", String.valueOf(stores.size() - 1));
    clients.await(WRITES, PATIENCE);
    System.out.println(
        "a node killed: longest without an acknowledged write: "
            + clients.silence().toMillis()
            + " ms");
    clients.stop();
    System.out.println(clients.verify(stores.get(0)));
    clients.failures().forEach((failure, times) -> System.out.println(times + " x " + failure));
  }
}
