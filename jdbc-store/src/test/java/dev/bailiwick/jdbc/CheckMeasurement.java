package dev.bailiwick.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.schema.Product;
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
 * Measures a check beside a look-up of one grant by its primary key and {@code SELECT 1}, in turn
 * and in one run, on PostgreSQL and H2. {@code main} takes the number of grants, 100,000 if it is
 * not said: a fifth of them to teams, the others to 1,000 members, each of whom has three seats in
 * 100 teams nested two deep. They are in two orgs: in one, the host only vouches for the documents;
 * in the other they are registered, two folders deep. Each has five grants, and one that is asked
 * about is chosen at random.
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
    int documents = grants / 10;
    try (HikariDataSource pool = Database.pool(database.newUrl())) {
      JdbcStore store = JdbcStore.over(pool);
      store.migrate();
      Bailiwick bailiwick = Bailiwick.over(store);
      Session system = bailiwick.actingAs(Actor.system("host"));
      UserId olga = system.users().register(Profile.named("Olga")).id();
      OrgId vouching = system.orgs().create(NewOrg.named("Vouching", olga)).id();
      OrgId registering = system.orgs().create(NewOrg.named("Registering", olga)).id();
      boolean h2 = database == Databases.H2_MEMORY;
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        users(statement, h2);
        load(statement, h2, vouching, olga, documents);
        load(statement, h2, registering, olga, documents);
        register(statement, h2, registering, olga, documents);
        statement.execute(h2 ? "ANALYZE" : "VACUUM ANALYZE");
      }
      Call key =
          (member, id) -> {
            try (Connection connection = pool.getConnection();
                PreparedStatement select =
                    connection.prepareStatement(
                        "SELECT valid_from, valid_until FROM bailiwick_grant WHERE tenant = ?"
                            + " AND resource_type = ? AND resource_id = ? AND accessor_kind = ?"
                            + " AND accessor_id = ? AND role = ? AND effect = ?")) {
              int document = Integer.parseInt(id.substring(1));
              select.setLong(1, vouching.value());
              select.setString(2, "doc");
              (h2 ? Product.H2 : Product.POSTGRESQL).dialect().bindKey(select, 3, id);
              select.setInt(4, 0);
              select.setLong(5, 1001 + document * 31L % 1000);
              select.setString(6, "collaborator");
              select.setInt(7, 0);
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
      double[] medians =
          medians(
              List.of(check(bailiwick, vouching), check(bailiwick, registering), key, nothing),
              documents);
      System.out.printf(
          "%s, %,d grants: check of what is vouched for %.0f us (%.2f times a key),"
              + " of what is registered two folders deep %.0f us (%.2f times),"
              + " by primary key %.0f us, SELECT 1 %.0f us%n",
          Database.product(pool),
          grants,
          medians[0],
          medians[0] / medians[2],
          medians[1],
          medians[1] / medians[2],
          medians[2],
          medians[3]);
    }
  }

  private static Call check(Bailiwick bailiwick, OrgId org) {
    List<Session> members = new ArrayList<>();
    for (int i = 1; i <= USERS; i++) {
      members.add(bailiwick.actingAs(Actor.user(new UserId(1_000 + i)).in(org)));
    }
    return (member, id) -> members.get(member).may(Permission.READ, DOC.id(id));
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
      for (int call = 0; call < calls.size(); call++) {
        // Each its own: what was asked about just before is warm.
        int member = random.nextInt(USERS);
        String document = "d" + (random.nextInt(documents) + 1);
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

  private static String from(boolean h2, int rows) {
    return (h2 ? " FROM SYSTEM_RANGE(1, %d) AS s(i)" : " FROM generate_series(1, %d) AS s(i)")
        .formatted(rows);
  }

  private static String id(boolean h2, String number) {
    return (h2 ? "STRINGTOUTF8('d' || (%s))" : "('d' || (%s))").formatted(number);
  }

  private static void users(Statement statement, boolean h2) throws SQLException {
    String users = from(h2, USERS);
    statement.execute("INSERT INTO bailiwick_tenant SELECT 1000 + i, 0, 1, i, 0" + users);
    statement.execute(
        "INSERT INTO bailiwick_user (id, status, locked, super_user, full_name, attributes,"
            + " created_at, updated_at, version)"
            + " SELECT 1000 + i, 'ACTIVE', FALSE, FALSE, 'somebody', '{}', 0, 0, 1"
            + users);
  }

  private static void load(Statement statement, boolean h2, OrgId of, UserId owner, int documents)
      throws SQLException {
    long org = of.value();
    long teams = 10_000 * org;
    String users = from(h2, USERS);
    statement.execute(
        "INSERT INTO bailiwick_membership SELECT " + org + ", 1000 + i, FALSE, TRUE" + users);
    statement.execute(
        "INSERT INTO bailiwick_team SELECT %1$d, %2$d + i, 1, %3$d, 'team ' || i, 'team ' || i, '',"
                .formatted(org, teams, owner.value())
            + " CASE WHEN i > 10 THEN %d + (i - 1) / 10 END, '[]', '{}', 0, 0, 1".formatted(teams)
            + from(h2, TEAMS));
    statement.execute(
        "INSERT INTO bailiwick_seat SELECT %1$d, %2$d + 1 + MOD(i * 7 + k * 13, 100), 1000 + i, %1$d,"
                .formatted(org, teams)
            + " FALSE"
            + users
            + " CROSS JOIN (VALUES (0), (1), (2)) j(k)");
    for (int k = 0; k < 5; k++) {
      boolean team = k == 4;
      String accessor =
          team ? teams + 1 + " + MOD(i, 100)" : "1001 + MOD(i * 31 + " + k * 250 + ", 1000)";
      statement.execute(
          "INSERT INTO bailiwick_grant (tenant, resource_type, resource_id, accessor_kind,"
              + " accessor_id, role, effect, tenant_kind, user_id, team) SELECT "
              + org
              + ", 'doc', "
              + id(h2, "i")
              + (team ? ", 1, " : ", 0, ")
              + accessor
              + ", 'collaborator', 0, 1, "
              + (team ? "NULL, " + accessor : accessor + ", NULL")
              + from(h2, documents));
    }
  }

  private static void register(
      Statement statement, boolean h2, OrgId org, UserId owner, int documents) throws SQLException {
    statement.execute(
        "INSERT INTO bailiwick_resource SELECT "
            + org.value()
            + ", 'doc', "
            + id(h2, "i")
            + ", "
            + owner.value()
            + ", CASE WHEN i > 10 THEN 'doc' END, CASE WHEN i > 1000 THEN "
            + id(h2, "MOD(i, 1000) + 1")
            + " WHEN i > 10 THEN "
            + id(h2, "MOD(i, 10) + 1")
            + " END, 1"
            + from(h2, documents));
    statement.execute("UPDATE bailiwick_tenant SET shape = 2 WHERE id = " + org.value());
  }
}
