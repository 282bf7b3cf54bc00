package dev.bailiwick.jdbc;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.bulk.Name;
import dev.bailiwick.bulk.TenantRecord;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * How fast grants are imported into PostgreSQL, beside batched inserts of the same rows into the
 * same table, turn about. Not a test: {@code docs/bulk.md} says how to run it.
 */
final class BulkMeasurement {
  private static final int PEOPLE = 1_000;
  private static final int CHUNK = 1_000;

  private BulkMeasurement() {}

  /** Takes how many grants, 1,000,000 if it is not said. */
  public static void main(String[] arguments) throws SQLException {
    long grants = arguments.length == 0 ? 1_000_000 : Long.parseLong(arguments[0]);
    DataSource dataSource = Databases.POSTGRESQL.newDataSource();
    System.out.println(Databases.POSTGRESQL.product());
    Session host = Bailiwick.over(JdbcStore.over(dataSource)).actingAs(Actor.system("measurement"));
    OrgId warm = org(host, "warm-up");
    long part = Math.min(grants, 50_000);
    insert(dataSource, warm, 0, part);
    host.bulk().importInto(warm, grants(part, 2 * part), progress -> {});

    OrgId bare = org(host, "bare");
    OrgId imported = org(host, "imported");
    long bareNanos = 0;
    long importNanos = 0;
    for (long from = 0; from < grants; from += part) {
      long until = Math.min(grants, from + part);
      long start = System.nanoTime();
      insert(dataSource, bare, from, until);
      long between = System.nanoTime();
      host.bulk().importInto(imported, grants(from, until), progress -> {});
      bareNanos += between - start;
      importNanos += System.nanoTime() - between;
    }
    long again = System.nanoTime();
    host.bulk().importInto(imported, grants(0, part), progress -> {});
    again = System.nanoTime() - again;
    long export = System.nanoTime();
    long exported = host.bulk().exportOf(imported, record -> {});
    export = System.nanoTime() - export;

    print("bare batched inserts", grants, bareNanos);
    print("import", grants, importNanos);
    print("import of what is there", part, again);
    print("export, all records", exported, export);
    System.out.printf(
        Locale.ROOT, "import / bare inserts: %.2f of the rate%n", (double) bareNanos / importNanos);
    System.out.printf(
        Locale.ROOT, "heap: at most %,d MB%n", Runtime.getRuntime().maxMemory() >> 20);
    System.exit(0);
  }

  private static void print(String what, long rows, long nanos) {
    System.out.printf(
        Locale.ROOT,
        "%s: %,d in %.1f s, %,.0f a second%n",
        what,
        rows,
        nanos / 1e9,
        rows * 1e9 / nanos);
  }

  /** An org with members, all of them in every org. */
  private static OrgId org(Session host, String name) {
    OrgId org =
        host.orgs()
            .create(
                NewOrg.named(name, host.users().ensure(identity(0), Profile.named("Olga")).id()))
            .id();
    Iterator<TenantRecord> members =
        LongStream.range(1, PEOPLE)
            .boxed()
            .<TenantRecord>flatMap(
                i ->
                    Stream.of(
                        BulkMeasurement.person(i),
                        new TenantRecord.Member(identity(i), false, false, true)))
            .iterator();
    host.bulk().importInto(org, members, progress -> {});
    return org;
  }

  private static TenantRecord.Person person(long number) {
    return new TenantRecord.Person(
        ImmutableSortedSet.of(identity(number)),
        "",
        Optional.empty(),
        Optional.empty(),
        ImmutableMap.of(),
        true,
        false);
  }

  private static ExternalIdentity identity(long number) {
    return ExternalIdentity.of("users", Long.toString(number));
  }

  private static String document(long number) {
    return "document-" + Long.toHexString(number * 0x9E3779B97F4A7C15L);
  }

  private static Iterator<TenantRecord> grants(long from, long until) {
    return LongStream.range(from, until)
        .<TenantRecord>mapToObj(
            i ->
                new TenantRecord.Grant(
                    new Name.Resource(ResourceId.of("document", document(i / 4))),
                    new Name.User(identity((i * 31) % PEOPLE)),
                    Standard.COLLABORATOR,
                    Effect.ALLOW,
                    Window.ALWAYS))
        .iterator();
  }

  private static void insert(DataSource dataSource, OrgId org, long from, long until)
      throws SQLException {
    long[] people = people(dataSource);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO bailiwick_grant (tenant, resource_type, resource_id, accessor_kind,"
                    + " accessor_id, role, effect, valid_from, valid_until, tenant_kind, user_id,"
                    + " team, org) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      connection.setAutoCommit(false);
      for (long i = from; i < until; i++) {
        long person = people[(int) ((i * 31) % PEOPLE)];
        insert.setLong(1, org.value());
        insert.setString(2, "document");
        insert.setString(3, document(i / 4));
        insert.setInt(4, 0);
        insert.setLong(5, person);
        insert.setString(6, "collaborator");
        insert.setInt(7, 0);
        insert.setNull(8, Types.BIGINT);
        insert.setNull(9, Types.BIGINT);
        insert.setInt(10, 1);
        insert.setLong(11, person);
        insert.setNull(12, Types.BIGINT);
        insert.setNull(13, Types.BIGINT);
        insert.addBatch();
        if ((i + 1 - from) % CHUNK == 0 || i + 1 == until) {
          insert.executeBatch();
          connection.commit();
        }
      }
      connection.setAutoCommit(true);
    }
  }

  /** The ids of the people, by number. */
  private static long[] people(DataSource dataSource) throws SQLException {
    long[] ids = new long[PEOPLE];
    try (Connection connection = dataSource.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT subject, user_id FROM bailiwick_identity")) {
      while (rows.next()) {
        ids[Integer.parseInt(rows.getString(1))] = rows.getLong(2);
      }
    }
    return ids;
  }
}
