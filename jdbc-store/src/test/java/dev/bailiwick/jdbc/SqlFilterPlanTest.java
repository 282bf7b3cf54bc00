package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.permission.Permission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the filter is written and planned on PostgreSQL, for those who see little and much. */
class SqlFilterPlanTest {
  private static final ResourceType<String> DOC = ResourceType.of("doc");
  private static final ResourceType<Long> PAGE = ResourceType.of("page", Long.class);
  private static final ResourceType<UUID> FILE = ResourceType.of("file", UUID.class);
  private static final Permission READ = Permission.READ;

  @AfterEach
  void recycle() {
    Databases.POSTGRESQL.recycle();
  }

  @Test
  void the_hosts_index_serves_and_its_column_is_not_cast() throws SQLException {
    FilterHost host = FilterHost.on(Databases.POSTGRESQL);
    assertThat(host.database().product()).startsWith("PostgreSQL");
    for (long id = 0; id < 20; id++) {
      host.grant(PAGE.id(id), host.bob());
      host.grant(DOC.id("d" + id), host.bob());
      host.grant(FILE.id(new UUID(id, id)), host.bob());
    }
    plan(host, PAGE, "BIGINT", "n");
    plan(host, DOC, "TEXT", "'d' || n");
    plan(host, FILE, "UUID", "gen_random_uuid()");
  }

  @Test
  void the_hosts_indexes_serve_all_columns_for_users_with_few_rows() throws SQLException {
    FilterHost host = FilterHost.on(Databases.POSTGRESQL);
    assertThat(host.database().product()).startsWith("PostgreSQL");
    for (long id = 0; id < 20; id++) {
      host.grant(PAGE.id(id), host.bob());
    }
    host.execute("DROP TABLE IF EXISTS big");
    host.execute(
        "CREATE TABLE big (id BIGINT PRIMARY KEY, owner_id BIGINT, parent_id BIGINT, at BIGINT)");
    host.execute(
        // So many to each owner and parent that a page would seem full after a few rows of any.
        "INSERT INTO big SELECT n, 1000 + n % 100, 1000 + n % 50, n * 7919 % 100000"
            + " FROM generate_series(1, 100000) n");
    for (String column : List.of("owner_id", "parent_id", "at")) {
      host.execute("CREATE INDEX big_" + column + " ON big (" + column + ")");
    }
    host.execute("ANALYZE");
    Rows rows = host.rows("d.id").owner("d.owner_id").lastParent(PAGE, "d.parent_id");
    SqlFilter filter = host.store().filter(host.as(host.bob()), READ, PAGE, rows);
    for (String order : List.of("d.id", "d.at")) {
      assertThat(plan(host, filter, order))
          .contains(
              "Bitmap Heap Scan on big d",
              "Bitmap Index Scan on big_pkey",
              "Bitmap Index Scan on big_owner_id",
              "Bitmap Index Scan on big_parent_id")
          .containsPattern("Index Cond: \\(id = ANY \\(")
          .containsPattern("Index Cond: \\(.*parent_id = ANY \\(")
          .doesNotContain("Seq Scan on big", "(d.id)::", "(d.owner_id)::", "(d.parent_id)::");
    }
  }

  @Test
  void a_thousand_ids_are_few_and_more_are_many() throws SQLException {
    FilterHost host = FilterHost.on(Databases.POSTGRESQL);
    assertThat(host.database().product()).startsWith("PostgreSQL");
    Rows rows = host.rows("d.id").owner("d.owner_id");
    SqlFilter none = host.store().filter(host.as(host.bob()), READ, PAGE, rows);
    grants(host, 1, 1000);
    SqlFilter few = host.store().filter(host.as(host.bob()), READ, PAGE, rows);
    assertThat(few.sql()).isEqualTo(none.sql()).contains("= ANY(ARRAY(");
    grants(host, 1001, 1001);
    SqlFilter many = host.store().filter(host.as(host.bob()), READ, PAGE, rows);
    assertThat(many.sql()).doesNotContain("= ANY(ARRAY(");
    grants(host, 1002, 3000);
    assertThat(host.store().filter(host.as(host.bob()), READ, PAGE, rows).sql())
        .isEqualTo(many.sql());
  }

  @Test
  void for_a_page_more_than_twenty_thousand_ids_are_looked_up_row_by_row() throws SQLException {
    FilterHost host = FilterHost.on(Databases.POSTGRESQL);
    assertThat(host.database().product()).startsWith("PostgreSQL");
    host.execute("DROP TABLE IF EXISTS big");
    host.execute("CREATE TABLE big (id BIGINT PRIMARY KEY)");
    host.execute("INSERT INTO big SELECT n FROM generate_series(1, 60000) n");
    grants(host, 1, 20_000);
    host.execute("ANALYZE");
    Rows rows = host.rows("d.id");
    Rows pages = rows.forPages();
    SqlFilter many = host.store().filter(host.as(host.bob()), READ, PAGE, rows);
    assertThat(host.store().filter(host.as(host.bob()), READ, PAGE, pages).sql())
        .isEqualTo(many.sql());
    grants(host, 20_001, 20_001);
    assertThat(host.store().filter(host.as(host.bob()), READ, PAGE, rows).sql())
        .isEqualTo(many.sql());
    SqlFilter oneByOne = host.store().filter(host.as(host.bob()), READ, PAGE, pages);
    assertThat(plan(host, many, "d.id")).contains("hashed SubPlan").doesNotContain("(d.id)::text)");
    assertThat(plan(host, oneByOne, "d.id"))
        .contains("Index Only Scan using big_pkey on big d")
        .containsPattern("Index Cond: .*resource_id = .*d\\.id");
    assertThat(count(host, oneByOne)).isEqualTo(count(host, many)).isEqualTo(20_001);
  }

  @Test
  void as_long_as_nothing_is_registered_nothing_registered_is_looked_for() throws SQLException {
    FilterHost host = FilterHost.on(Databases.POSTGRESQL);
    assertThat(host.database().product()).startsWith("PostgreSQL");
    Rows rows = host.rows("d.id").owner("d.owner_id").lastParent(PAGE, "d.parent_id");
    for (UserId user : List.of(host.bob(), host.ada(), host.olga())) {
      SqlFilter before = host.store().filter(host.as(user), READ, PAGE, rows);
      assertThat(before.sql()).doesNotContain("bailiwick_resource");
    }
    host.system().resources().register(PAGE.id(1L).ownedBy(host.olga()));
    for (UserId user : List.of(host.bob(), host.ada(), host.olga())) {
      SqlFilter after = host.store().filter(host.as(user), READ, PAGE, rows);
      assertThat(after.sql()).contains("bailiwick_resource");
    }
  }

  private static int count(FilterHost host, SqlFilter filter) throws SQLException {
    try (Connection connection = host.dataSource().getConnection();
        PreparedStatement count =
            connection.prepareStatement("SELECT COUNT(*) FROM big d WHERE " + filter.sql())) {
      HostTable.bind(count, filter);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static void grants(FilterHost host, int first, int last) throws SQLException {
    host.execute(
        "INSERT INTO bailiwick_grant (tenant, resource_type, resource_id, accessor_kind,"
            + " accessor_id, role, effect, tenant_kind, user_id) SELECT "
            + host.acme().value()
            + ", 'page', n::text, 0, "
            + host.bob().value()
            + ", 'collaborator', 0, 1, "
            + host.bob().value()
            + " FROM generate_series("
            + first
            + ", "
            + last
            + ") n");
  }

  private static void plan(FilterHost host, ResourceType<?> type, String column, String values)
      throws SQLException {
    host.execute("DROP TABLE IF EXISTS big");
    host.execute("CREATE TABLE big (id " + column + " PRIMARY KEY, title TEXT)");
    host.execute("INSERT INTO big SELECT " + values + ", 't' FROM generate_series(1, 20000) n");
    host.execute("ANALYZE");
    SqlFilter filter = host.store().filter(host.as(host.bob()), READ, type, host.rows("d.id"));
    assertThat(plan(host, filter, "d.id"))
        .containsPattern("Index (Only )?Scan using big_pkey on big d")
        .containsPattern("Index Cond: \\(.*\\bid = ")
        .doesNotContain("(d.id)::", "CAST(d.id");
  }

  private static String plan(FilterHost host, SqlFilter filter, String order) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (Connection connection = host.dataSource().getConnection();
        PreparedStatement explain =
            connection.prepareStatement(
                "EXPLAIN SELECT d.id FROM big d WHERE "
                    + filter.sql()
                    + " ORDER BY "
                    + order
                    + " LIMIT 50")) {
      HostTable.bind(explain, filter);
      try (ResultSet lines = explain.executeQuery()) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
    }
    return plan.toString();
  }
}
