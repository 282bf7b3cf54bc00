package dev.bailiwick.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how many transactions of 32 clients that all write into one org commit in a second on
 * PostgreSQL, each with a row of the host's and 20 ms of its own work in the database: without the
 * library; with a check of a document that is only vouched for; with a grant on the new document,
 * at the end of the transaction; and with the grant at its beginning, which holds the org's lock
 * all along. {@code main} takes the seconds that each is run, 10 if they are not said.
 */
final class OneOrgMeasurement {
  private static final ResourceType<Long> DOC = ResourceType.of("doc", Long.class);
  private static final int CLIENTS = 32;

  private final HikariDataSource pool;
  private final JdbcStore store;
  private final OrgId acme;
  private final UserId bob;
  private final AtomicLong documents = new AtomicLong();

  private OneOrgMeasurement(HikariDataSource pool) {
    this.pool = pool;
    store = JdbcStore.over(pool);
    store.migrate();
    Session system = Bailiwick.over(store).actingAs(Actor.system("host"));
    UserId olga = system.users().register(Profile.named("Olga")).id();
    acme = system.orgs().create(NewOrg.named("Acme", olga)).id();
    bob = system.users().register(Profile.named("Bob")).id();
    system.orgs().members(acme).add(NewMember.member(bob));
  }

  /** What a transaction does beside the host's own. */
  private interface Part {
    void run(Session system, long document) throws SQLException;
  }

  /** Prints the rates. */
  public static void main(String[] args)
      throws SQLException, InterruptedException, ExecutionException {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    HikariConfig config = Database.config(Databases.POSTGRESQL.newUrl());
    config.setMaximumPoolSize(CLIENTS);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      OneOrgMeasurement measured = new OneOrgMeasurement(pool);
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE documents (id BIGINT PRIMARY KEY, owner_id BIGINT)");
      }
      Part nothing = (system, document) -> {};
      Part grant =
          (system, document) ->
              system.grants().grant(Standard.COLLABORATOR, DOC.id(document), measured.bob);
      Part check =
          (system, document) -> {
            var vouched = DOC.id(document).in(measured.acme).ownedBy(measured.bob);
            if (!system.access().check(measured.bob, Permission.READ, vouched)) {
              throw new AssertionError("the owner may not read");
            }
          };
      measured.rate("warming up", 2, nothing, grant);
      double alone = measured.rate("without the library", seconds, nothing, nothing);
      double vouched = measured.rate("only vouched for, and checked", seconds, nothing, check);
      double late = measured.rate("with a grant, at the end", seconds, nothing, grant);
      double early = measured.rate("with a grant, at the beginning", seconds, grant, nothing);
      System.out.printf(
          "of the rate without: vouched for %.2f, grant at the end %.2f, at the beginning %.2f%n",
          vouched / alone, late / alone, early / alone);
    }
    System.exit(0);
  }

  private double rate(String name, int seconds, Part before, Part after)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<Long>> counts = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      counts.add(
          clients.submit(
              () -> {
                long committed = 0;
                for (; System.nanoTime() < end; committed++) {
                  transaction(before, after);
                }
                return committed;
              }));
    }
    long committed = 0;
    for (Future<Long> count : counts) {
      committed += count.get();
    }
    clients.shutdown();
    double rate = (double) committed / seconds;
    System.out.printf("%s: %.0f transactions a second%n", name, rate);
    return rate;
  }

  private void transaction(Part before, Part after) throws SQLException {
    long document = documents.incrementAndGet();
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      Session system = Bailiwick.over(store.on(connection)).actingAs(Actor.system("host").in(acme));
      before.run(system, document);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO documents VALUES (?, ?)")) {
        insert.setLong(1, document);
        insert.setLong(2, bob.value());
        insert.executeUpdate();
      }
      try (Statement work = connection.createStatement()) {
        work.execute("SELECT pg_sleep(0.02)");
      }
      after.run(system, document);
      connection.commit();
      connection.setAutoCommit(true);
    }
  }
}
