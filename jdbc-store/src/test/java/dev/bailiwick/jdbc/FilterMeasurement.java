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
import dev.bailiwick.permission.Standard;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures a page of 50 of a host's table of 1,000,000 rows on PostgreSQL, with the filter and with
 * {@code id = ANY(the known ids)}, in one run. {@code main} takes no arguments and takes minutes.
 */
final class FilterMeasurement {
  private static final int ROWS = Integer.getInteger("rows", 1_000_000);
  private static final int RUNS = Integer.getInteger("runs", 21);
  private static final boolean PLANS = Boolean.getBoolean("plans");
  private static final ResourceType<Long> DOC = ResourceType.of("doc", Long.class);
  private static final List<String> USERS =
      List.of("few", "many", "few by folder", "many by folder", "few by owning");
  private static final ResourceType<Long> FOLDER = ResourceType.of("folder", Long.class);

  private FilterMeasurement() {}

  /** One statement, ready to be run. */
  private interface Run {
    List<Long> go(Connection connection) throws SQLException;
  }

  /** Prints a table of medians. */
  public static void main(String[] args) throws SQLException {
    String url = args.length > 0 ? args[0] : Databases.POSTGRESQL.newUrl();
    try (HikariDataSource pool = Database.pool(url)) {
      JdbcStore store = JdbcStore.over(pool);
      store.migrate();
      Session system = Bailiwick.over(store).actingAs(Actor.system("host"));
      UserId olga = system.users().register(Profile.named("Olga")).id();
      OrgId acme = system.orgs().create(NewOrg.named("Acme", olga)).id();
      List<UserId> members = new ArrayList<>();
      for (String name : USERS) {
        UserId user = system.users().register(Profile.named(name)).id();
        system.orgs().members(acme).add(NewMember.member(user));
        members.add(user);
      }
      Session in = Bailiwick.over(store).actingAs(Actor.system("host").in(acme));
      in.grants().grant(Standard.COLLABORATOR, FOLDER.id(1L), members.get(2));
      in.grants().grant(Standard.COLLABORATOR, FOLDER.id(2L), members.get(3));
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        load(statement, acme, members);
      }
      try (Connection connection = pool.getConnection()) {
        System.out.println(connection.getMetaData().getDatabaseProductVersion());
        for (String order : List.of("d.id", "d.created_at")) {
          for (boolean columns : new boolean[] {false, true}) {
            for (int user = 0; user < (columns ? USERS.size() : 2); user++) {
              Rows rows = Rows.of("d.id").wholeTableBelongsTo(acme);
              if (columns) {
                rows = rows.owner("d.owner_id").lastParent(FOLDER, "d.folder_id");
              }
              measure(connection, store, system, members, user, rows, columns, order);
            }
          }
        }
      }
    }
    System.exit(0);
  }

  private static void load(Statement statement, OrgId acme, List<UserId> members)
      throws SQLException {
    statement.execute("DROP TABLE IF EXISTS documents");
    statement.execute(
        "CREATE TABLE documents (id BIGINT PRIMARY KEY, owner_id BIGINT, folder_id BIGINT,"
            + " created_at TIMESTAMPTZ NOT NULL, title TEXT NOT NULL)");
    statement.execute(
        "INSERT INTO documents SELECT n, CASE WHEN n % 33333 = 9 THEN "
            + members.get(4).value()
            + " ELSE n % 1000 + 1000000 END, CASE WHEN n % 33333 = 7 THEN 1"
            + " WHEN n % 10 IN (1, 4, 8) THEN 2 ELSE 3 + n % 5000 END,"
            + " TIMESTAMPTZ '2026-01-01' + ((n::bigint * 7919) % "
            + ROWS
            + ") * INTERVAL '1 second', 'a document of a usual title ' || n FROM generate_series(1,"
            + " "
            + ROWS
            + ") n");
    statement.execute("CREATE INDEX ON documents (created_at)");
    statement.execute("CREATE INDEX ON documents (owner_id)");
    statement.execute("CREATE INDEX ON documents (folder_id)");
    grant(statement, acme, members.get(0), "n % " + (ROWS / 30) + " = 7 AND n <= " + ROWS);
    grant(statement, acme, members.get(1), "n % 10 IN (1, 4, 8)");
    statement.execute("VACUUM ANALYZE");
  }

  private static void grant(Statement statement, OrgId acme, UserId user, String which)
      throws SQLException {
    statement.execute(
        "INSERT INTO bailiwick_grant (tenant, resource_type, resource_id, accessor_kind,"
            + " accessor_id, role, effect, tenant_kind, user_id) SELECT "
            + acme.value()
            + ", 'doc', n::text, 0, "
            + user.value()
            + ", 'collaborator', 0, 1, "
            + user.value()
            + " FROM generate_series(1, "
            + ROWS
            + ") n WHERE "
            + which);
  }

  private static void measure(
      Connection connection,
      JdbcStore store,
      Session system,
      List<UserId> members,
      int user,
      Rows rows,
      boolean columns,
      String order)
      throws SQLException {
    UserId who = members.get(user);
    SqlFilter first = store.filter(system, who, Permission.READ, DOC, rows);
    String page = " ORDER BY " + order + " LIMIT 50";
    String filtered = "SELECT d.* FROM documents d WHERE " + first.sql() + page;
    if (PLANS) {
      explain(connection, filtered, first);
    }
    Long[] known = known(connection, first);
    Run any =
        c -> {
          try (PreparedStatement select =
              c.prepareStatement("SELECT d.* FROM documents d WHERE d.id = ANY(?)" + page)) {
            select.setArray(1, c.createArrayOf("bigint", known));
            return ids(select);
          }
        };
    Run filter =
        c -> {
          try (PreparedStatement select = c.prepareStatement(filtered)) {
            HostTable.bind(select, first);
            return ids(select);
          }
        };
    Run whole =
        c -> {
          SqlFilter made = store.filter(system, who, Permission.READ, DOC, rows);
          try (PreparedStatement select =
              c.prepareStatement("SELECT d.* FROM documents d WHERE " + made.sql() + page)) {
            HostTable.bind(select, made);
            return ids(select);
          }
        };
    SqlFilter forPages = store.filter(system, who, Permission.READ, DOC, rows.forPages());
    Run paged =
        c -> {
          try (PreparedStatement select =
              c.prepareStatement("SELECT d.* FROM documents d WHERE " + forPages.sql() + page)) {
            HostTable.bind(select, forPages);
            return ids(select);
          }
        };
    for (Run run : List.of(filter, paged)) {
      if (!any.go(connection).equals(run.go(connection))) {
        throw new AssertionError("not the same page");
      }
    }
    double[] times = medians(connection, List.of(any, filter, whole, paged));
    System.out.printf(
        "%s, by %s, sees %d%s: any %.2f ms, filter %.2f ms (%.1f times), made and run %.2f ms,"
            + " for pages %.2f ms (%.1f times)%n",
        USERS.get(user),
        order,
        known.length,
        columns ? ", with columns" : "",
        times[0],
        times[1],
        times[1] / times[0],
        times[2],
        times[3],
        times[3] / times[0]);
  }

  private static double[] medians(Connection connection, List<Run> runs) throws SQLException {
    double[][] times = new double[runs.size()][RUNS];
    for (int i = -3; i < RUNS; i++) {
      for (int r = 0; r < runs.size(); r++) {
        long before = System.nanoTime();
        runs.get(r).go(connection);
        if (i >= 0) {
          times[r][i] = (System.nanoTime() - before) / 1e6;
        }
      }
    }
    double[] medians = new double[runs.size()];
    for (int r = 0; r < runs.size(); r++) {
      Arrays.sort(times[r]);
      medians[r] = times[r][RUNS / 2];
    }
    return medians;
  }

  private static List<Long> ids(PreparedStatement select) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  private static Long[] known(Connection connection, SqlFilter filter) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT d.id FROM documents d WHERE " + filter.sql())) {
      HostTable.bind(select, filter);
      return ids(select).toArray(new Long[0]);
    }
  }

  private static void explain(Connection connection, String sql, SqlFilter filter)
      throws SQLException {
    try (PreparedStatement plan =
        connection.prepareStatement("EXPLAIN (ANALYZE, BUFFERS OFF) " + sql)) {
      HostTable.bind(plan, filter);
      try (ResultSet lines = plan.executeQuery()) {
        while (lines.next()) {
          System.out.println(lines.getString(1));
        }
      }
    }
  }
}
