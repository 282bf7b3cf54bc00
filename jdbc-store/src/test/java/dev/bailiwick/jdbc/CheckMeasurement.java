package dev.bailiwick.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.user.Profile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Measures a check beside a look-up by primary key and {@code SELECT 1}, in turn and in one run, on
 * PostgreSQL and H2. {@code main} takes the number of grants, 100,000 if it is not said: a fifth of
 * them to teams, the others to 1,000 members, each of whom has three seats in 100 teams nested two
 * deep; the documents are registered, two folders deep, and have five grants each.
 */
final class CheckMeasurement {
  private static final ResourceType<String> DOC = ResourceType.of("doc");
  private static final int USERS = 1_000;
  private static final int TEAMS = 100;
  private static final int RUNS = Integer.getInteger("runs", 5_000);

  private CheckMeasurement() {}

  /** One thing to measure: for a member and a document. */
  private interface Call {
    void run(int member, String document) throws SQLException;
  }

  /** Prints medians. */
  public static void main(String[] args) throws SQLException {
    int grants = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    measure(Databases.POSTGRESQL, grants);
    measure(Databases.H2_MEMORY, grants);
    System.exit(0);
  }

  private static void measure(Database database, int grants) throws SQLException {
    int documents = grants / 5;
    try (HikariDataSource pool = Database.pool(database.newUrl())) {
      JdbcStore store = JdbcStore.over(pool);
      store.migrate();
      Bailiwick bailiwick = Bailiwick.over(store);
      Session system = bailiwick.actingAs(Actor.system("host"));
      UserId olga = system.users().register(Profile.named("Olga")).id();
      OrgId acme = system.orgs().create(NewOrg.named("Acme", olga)).id();
      boolean h2 = database == Databases.H2_MEMORY;
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        load(statement, h2, acme.value(), olga.value(), grants, documents);
      }
      List<Session> members = new ArrayList<>();
      for (int i = 1; i <= USERS; i++) {
        members.add(bailiwick.actingAs(Actor.user(new UserId(1_000 + i)).in(acme)));
      }
      Call check = (member, id) -> members.get(member).may(Permission.READ, DOC.id(id));
      Call key =
          (member, id) -> {
            try (Connection connection = pool.getConnection();
                PreparedStatement select =
                    connection.prepareStatement(
                        "SELECT owner, version FROM bailiwick_resource"
                            + " WHERE tenant = ? AND resource_type = ? AND resource_id = ?")) {
              select.setLong(1, acme.value());
              select.setString(2, "doc");
              (h2 ? Dialect.H2 : Dialect.POSTGRESQL).bindKey(select, 3, id);
              one(select);
            }
          };
      Call nothing =
          (member, id) -> {
            try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT 1")) {
              one(select);
            }
          };
      double[] medians = medians(List.of(check, key, nothing), documents);
      System.out.printf(
          "%s, %,d grants: check %.0f us, by primary key %.0f us (%.2f times), SELECT 1 %.0f us%n",
          Database.product(pool),
          grants,
          medians[0],
          medians[1],
          medians[0] / medians[1],
          medians[2]);
    }
  }

  private static void one(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new AssertionError("nothing was found");
      }
    }
  }

  private static double[] medians(List<Call> calls, int documents) throws SQLException {
    Random random = new Random(1);
    double[][] times = new double[calls.size()][RUNS];
    for (int i = -RUNS; i < RUNS; i++) {
      int member = random.nextInt(USERS);
      String document = "d" + (random.nextInt(documents) + 1);
      for (int call = 0; call < calls.size(); call++) {
        long before = System.nanoTime();
        calls.get(call).run(member, document);
        if (i >= 0) {
          times[call][i] = (System.nanoTime() - before) / 1e3;
        }
      }
    }
    return Arrays.stream(times)
        .mapToDouble(
            some -> {
              Arrays.sort(some);
              return some[RUNS / 2];
            })
        .toArray();
  }

  private static void load(
      Statement statement, boolean h2, long org, long owner, int grants, int documents)
      throws SQLException {
    String from = h2 ? " FROM SYSTEM_RANGE(1, %d) AS s(i)" : " FROM generate_series(1, %d) AS s(i)";
    String users = from.formatted(USERS);
    String id = h2 ? "STRINGTOUTF8('d' || (%s))" : "('d' || (%s))";
    statement.execute("INSERT INTO bailiwick_tenant SELECT 1000 + i, 0, 1" + users);
    statement.execute(
        "INSERT INTO bailiwick_user (id, status, locked, super_user, full_name, attributes,"
            + " created_at, updated_at, version)"
            + " SELECT 1000 + i, 'ACTIVE', FALSE, FALSE, 'somebody', '{}', 0, 0, 1"
            + users);
    statement.execute(
        "INSERT INTO bailiwick_membership SELECT " + org + ", 1000 + i, FALSE, TRUE" + users);
    statement.execute(
        "INSERT INTO bailiwick_team SELECT "
            + org
            + ", 10000 + i, 1, "
            + owner
            + ", 'team ' || i, 'team ' || i, '', CASE WHEN i > 10 THEN 10000 + (i - 1) / 10 END,"
            + " '[]', '{}', 0, 0, 1"
            + from.formatted(TEAMS));
    statement.execute(
        "INSERT INTO bailiwick_seat SELECT "
            + org
            + ", 10001 + MOD(i * 7 + k * 13, 100), 1000 + i, "
            + org
            + ", FALSE"
            + users
            + " CROSS JOIN (VALUES (0), (1), (2)) j(k)");
    statement.execute(
        "INSERT INTO bailiwick_resource SELECT "
            + org
            + ", 'doc', "
            + id.formatted("i")
            + ", "
            + owner
            + ", CASE WHEN i > 10 THEN 'doc' END, CASE WHEN i > 1000 THEN "
            + id.formatted("MOD(i, 1000) + 1")
            + " WHEN i > 10 THEN "
            + id.formatted("MOD(i, 10) + 1")
            + " END, 1"
            + from.formatted(documents));
    for (int k = 0; k < 5; k++) {
      boolean team = k == 4;
      String accessor = team ? "10001 + MOD(i, 100)" : "1001 + MOD(i * 31 + " + k * 250 + ", 1000)";
      statement.execute(
          "INSERT INTO bailiwick_grant (tenant, resource_type, resource_id, accessor_kind,"
              + " accessor_id, role, effect, tenant_kind, user_id, team) SELECT "
              + org
              + ", 'doc', "
              + id.formatted("i")
              + (team ? ", 1, " : ", 0, ")
              + accessor
              + ", 'collaborator', 0, 1, "
              + (team ? "NULL, " + accessor : accessor + ", NULL")
              + from.formatted(grants / 5));
    }
    statement.execute(h2 ? "ANALYZE" : "VACUUM ANALYZE");
  }
}
