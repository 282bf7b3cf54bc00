package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Orgs;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.delegation.NewDelegation;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.NewImpersonation;
import dev.bailiwick.inmemory.InMemoryStore;
import dev.bailiwick.jdbc.HostTable.HostRow;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.OrgSuspended;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Store;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The filter shows nothing of another tenant, another person or another store. */
class SqlFilterTenantTest {
  private static final ResourceType<Long> PAGE = ResourceType.of("page", Long.class);
  private static final Permission READ = Permission.READ;

  static List<Database> databases() {
    return List.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);
  }

  @AfterEach
  void recycle() {
    databases().forEach(Database::recycle);
  }

  private static Rows columns() {
    return Rows.of("d.id").owner("d.owner_id").lastParent(PAGE, "d.parent_id");
  }

  private static Session withoutOrg(FilterHost host, UserId user) {
    return Bailiwick.over(host.store()).actingAs(Actor.user(user));
  }

  private static void assertRefused(
      FilterHost host, Session session, Rows rows, String field, String rule) {
    assertThatThrownBy(() -> host.store().filter(session, READ, PAGE, rows))
        .isInstanceOfSatisfying(InvalidParameter.class, e -> assertThat(e.field()).isEqualTo(field))
        .hasMessageContaining(rule);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void rows_of_which_nothing_says_the_tenant_are_refused(Database database) throws SQLException {
    FilterHost host = FilterHost.on(database);
    for (Session session :
        List.of(host.as(host.olga()), withoutOrg(host, host.olga()), host.system())) {
      for (Rows rows : List.of(columns(), columns().in(host.acme()))) {
        assertRefused(host, session, rows, "rows.tenant", "wholeTableBelongsTo");
      }
      assertRefused(
          host,
          session,
          columns().wholeTableBelongsTo(host.acme()).in(host.acme()),
          "rows.tenant",
          "wholeTableBelongsTo");
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void an_impersonator_sees_the_rows_of_the_target_and_asks_about_nobody_else(Database database)
      throws SQLException {
    FilterHost host = FilterHost.on(database);
    JdbcStore store = host.store().with(Part.IMPERSONATION);
    store.migrate();
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    table.insert(List.of(new HostRow<>(1L, null, null, null), new HostRow<>(2L, null, null, null)));
    host.grant(PAGE.id(1L), host.bob());
    Bailiwick bailiwick = Bailiwick.over(store);
    Impersonation begun =
        bailiwick
            .actingAs(Actor.system("host"))
            .impersonations()
            .beginFor(host.ada(), NewImpersonation.of(host.acme(), host.bob(), "7").breakingGlass())
            .value();
    Session acting = bailiwick.actingAs(begun.actor());
    Rows whole = columns().wholeTableBelongsTo(host.acme());

    SqlFilter own =
        store.filter(bailiwick.actingAs(host.as(host.ada()).actor()), READ, PAGE, whole);
    assertThat(table.select(own)).as("an admin").isEqualTo(List.of(0, 1));
    assertThat(table.select(store.filter(acting, READ, PAGE, whole))).isEqualTo(List.of(0));
    assertThatThrownBy(() -> store.filter(acting, host.ada(), READ, PAGE, whole))
        .isInstanceOf(NoPermission.class);
    acting.impersonations().end(begun.id());
    assertThatThrownBy(() -> store.filter(acting, READ, PAGE, whole))
        .isInstanceOf(SignInEnded.class);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void the_filter_is_closed_to_a_service_account_that_acts_for_a_person(Database database)
      throws SQLException {
    FilterHost host = FilterHost.on(database);
    JdbcStore store = host.store().with(Part.IMPERSONATION);
    store.migrate();
    Bailiwick bailiwick = Bailiwick.over(store);
    UserId robot =
        bailiwick.actingAs(Actor.system("host")).users().registerService(host.acme(), "robot").id();
    Actor agent = Actor.user(robot).in(host.acme());
    Delegation allowed =
        bailiwick
            .actingAs(host.as(host.bob()).actor())
            .agents()
            .allow(NewDelegation.to(robot, "reports"))
            .value();
    Rows whole = columns().wholeTableBelongsTo(host.acme());
    Session acting = bailiwick.actingAs(allowed.actor(agent));
    assertThat(store.filter(bailiwick.actingAs(agent), READ, PAGE, whole)).isNotNull();
    for (UserId user : List.of(robot, host.bob())) {
      assertThatThrownBy(() -> store.filter(acting, user, READ, PAGE, whole))
          .isInstanceOf(NoPermission.class);
    }
    assertThatThrownBy(() -> store.filter(acting, READ, PAGE, whole))
        .isInstanceOf(NoPermission.class);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_forgotten_org_shows_no_row_of_an_org(Database database) throws SQLException {
    FilterHost host = FilterHost.on(database);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    long acme = host.acme().value();
    List<HostRow<Long, Long>> rows =
        List.of(
            new HostRow<>(1L, acme, null, null),
            new HostRow<>(2L, acme, host.bob().value(), null),
            new HostRow<>(3L, acme, null, 1L),
            new HostRow<>(4L, null, null, null),
            new HostRow<>(5L, host.bob().value(), null, null));
    table.insert(rows);
    host.grant(PAGE.id(1L), host.bob());
    Session forgotten = withoutOrg(host, host.bob());
    SqlFilter own = host.store().filter(forgotten, READ, PAGE, columns().tenant("d.tenant_id"));
    assertThat(table.select(own)).isEqualTo(List.of(4));
    Rows whole = columns().wholeTableBelongsTo(host.acme());
    SqlFilter named = host.store().filter(forgotten, READ, PAGE, whole);
    List<Integer> allowed = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (forgotten.may(READ, table.vouched(rows.get(i), host.acme(), true))) {
        allowed.add(i);
      }
    }
    assertThat(table.select(named)).isEqualTo(allowed).isEqualTo(List.of(0, 1, 2));
    for (Rows some :
        List.of(
            columns().tenant("d.tenant_id", 5L),
            columns().tenant("d.tenant_id", "5"),
            columns().tenant("d.tenant_id", new UUID(0, 5)))) {
      assertRefused(host, forgotten, some, "rows.tenant", "Actor.in(org)");
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_suspended_org_shows_no_row_and_receives_none_as_a_guest(Database database)
      throws SQLException {
    FilterHost host = FilterHost.on(database);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    long acme = host.acme().value();
    table.insert(
        List.of(
            new HostRow<>(1L, acme, null, null),
            new HostRow<>(2L, acme, null, null),
            new HostRow<>(3L, acme, host.bob().value(), null)));
    Rows rows = Rows.of("d.id").owner("d.owner_id").tenant("d.tenant_id");
    Orgs orgs = host.system().orgs();
    OrgId partner = orgs.create(NewOrg.named("Partner", host.olga())).id();
    orgs.members(partner).add(NewMember.member(host.bob()));
    orgs.update(host.acme(), OrgChange.ofSharing(true));
    host.grant(PAGE.id(1L), partner);
    host.grant(PAGE.id(2L), host.bob());
    host.system().grants().deny(Standard.COLLABORATOR, PAGE.id(2L), partner);
    assertThat(shown(host, table, rows)).isEqualTo(List.of(0, 2));

    orgs.suspend(partner, "unpaid");
    // The denial to the partner still takes the second row.
    assertThat(shown(host, table, rows)).isEqualTo(List.of(2));
    orgs.resume(partner);

    orgs.suspend(host.acme(), "unpaid");
    assertThat(shown(host, table, rows)).isEmpty();
    assertThatThrownBy(() -> host.store().filter(host.as(host.bob()), READ, PAGE, rows))
        .isInstanceOf(OrgSuspended.class);
    orgs.suspend(host.acme(), "trial ended", Suspension.READ_ONLY);
    assertThat(shown(host, table, rows)).isEqualTo(List.of(0, 2));
    SqlFilter reading = host.store().filter(host.as(host.bob()), READ, PAGE, rows);
    assertThat(table.select(reading)).isEqualTo(List.of(0, 2));
    SqlFilter operating = host.store().filter(host.as(host.olga()), Permission.MANAGE, PAGE, rows);
    assertThat(table.select(operating)).isEmpty();
  }

  private static List<Integer> shown(FilterHost host, HostTable<Long, Long> table, Rows rows)
      throws SQLException {
    Set<List<Integer>> shown = new HashSet<>();
    for (SqlFilter filter : host.filters(PAGE, rows.in(host.acme()))) {
      shown.add(table.select(filter));
    }
    assertThat(shown).as("the rows in each way of writing the filter").hasSize(1);
    return shown.iterator().next();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_table_of_one_org_shows_nothing_to_a_session_in_another(Database database)
      throws SQLException {
    FilterHost host = FilterHost.on(database);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    table.insert(List.of(new HostRow<>(1L, host.acme().value(), null, null)));
    OrgId other = host.system().orgs().create(NewOrg.named("Other", host.olga())).id();
    Session there = Bailiwick.over(host.store()).actingAs(Actor.user(host.olga()).in(other));
    Rows whole = columns().wholeTableBelongsTo(host.acme());
    assertThat(table.select(host.store().filter(there, READ, PAGE, whole))).isEmpty();
    assertThat(table.select(host.store().filter(host.as(host.olga()), READ, PAGE, whole)))
        .isEqualTo(List.of(0));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_member_of_one_org_sees_no_row_of_another_with_the_same_id(Database database)
      throws SQLException {
    FilterHost host = FilterHost.on(database);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    OrgId other = host.system().orgs().create(NewOrg.named("Other", host.ada())).id();
    table.insert(
        List.of(
            new HostRow<>(1L, host.acme().value(), null, null),
            new HostRow<>(1L, other.value(), null, null),
            new HostRow<>(1L, null, null, null)));
    host.grant(PAGE.id(1L), host.bob());
    Rows rows = columns().tenant("d.tenant_id");
    for (UserId user : List.of(host.bob(), host.olga())) {
      SqlFilter filter = host.store().filter(host.as(user), READ, PAGE, rows);
      assertThat(table.select(filter)).isEqualTo(List.of(0));
      assertThat(table.neither(filter)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_filter_is_false_and_never_null_for_a_hidden_row(Database database) throws SQLException {
    FilterHost host = FilterHost.on(database);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    List<HostRow<Long, Long>> rows = new ArrayList<>();
    for (Long id : Arrays.asList(1L, 2L, null)) {
      for (Long tenant : Arrays.asList(host.acme().value(), null)) {
        for (Long owner : Arrays.asList(host.bob().value(), host.ada().value(), null)) {
          for (Long parent : Arrays.asList(3L, 4L, null)) {
            rows.add(new HostRow<>(id, tenant, owner, parent));
          }
        }
      }
    }
    table.insert(rows);
    for (String id : List.of("1", "3", "no number")) {
      host.grant(ResourceType.of("page").id(id), host.bob());
    }
    for (boolean registered : new boolean[] {false, true}) {
      if (registered) {
        host.system().resources().register(PAGE.id(3L).ownedBy(host.ada()));
      }
      for (Rows some :
          List.of(
              Rows.of("d.id").wholeTableBelongsTo(host.acme()),
              Rows.of("d.id").tenant("d.tenant_id"),
              columns().tenant("d.tenant_id"),
              columns().tenant("d.tenant_id").forPages())) {
        for (UserId user : List.of(host.bob(), host.ada(), host.olga())) {
          for (SqlFilter filter :
              HostTable.filters(host.store(), host.system(), user, READ, PAGE, some)) {
            assertThat(table.neither(filter)).as("%s: %s", user, filter).isEmpty();
          }
        }
        SqlFilter unchecked = host.store().filter(host.system(), READ, PAGE, some);
        assertThat(table.neither(unchecked)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void two_filters_in_one_statement_share_no_name(Database database) throws SQLException {
    FilterHost host = FilterHost.on(database);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    table.insert(
        List.of(
            new HostRow<>(1L, null, null, null),
            new HostRow<>(2L, null, null, null),
            new HostRow<>(3L, null, null, null)));
    host.grant(PAGE.id(1L), host.bob());
    host.grant(PAGE.id(2L), host.bob());
    UserId carl = host.system().users().register(Profile.named("Carl")).id();
    host.system().orgs().members(host.acme()).add(NewMember.member(carl));
    host.grant(PAGE.id(2L), carl);
    host.grant(PAGE.id(3L), carl);
    SqlFilter bobs = host.store().filter(host.as(host.bob()), READ, PAGE, table.rows(true));
    SqlFilter carls = host.store().filter(host.as(carl), READ, PAGE, table.rows(true));
    for (List<SqlFilter> two :
        List.of(List.of(bobs, carls), List.of(bobs.named("his"), carls.named("hers")))) {
      Map<String, Object> parameters = new HashMap<>(two.get(0).namedParameters());
      parameters.putAll(two.get(1).namedParameters());
      assertThat(parameters).hasSize(bobs.parameters().size() + carls.parameters().size());
      String sql = two.get(0).namedSql() + " AND NOT " + two.get(1).namedSql();
      assertThat(table.named(sql, parameters)).isEqualTo(List.of(0));
    }
    assertThat(bobs.named("his").namedSql()).contains(":his_1").doesNotContain(":bw", "?");
    for (String prefix : Arrays.asList("", "1a", "a_b", "a-b", "bw1", "a".repeat(31), null)) {
      assertThatThrownBy(() -> bobs.named(prefix))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("filter.prefix"));
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void the_hosts_columns_may_hold_the_hosts_own_ids(Database database) throws SQLException {
    FilterHost host = FilterHost.on(database);
    UUID uuid = UUID.fromString("0a00abcd-0000-4000-8000-00000000000a");
    host.execute("DROP TABLE IF EXISTS things");
    host.execute(
        "CREATE TABLE things (number BIGINT PRIMARY KEY, id BIGINT, o1 BIGINT, t1 INTEGER,"
            + " o2 VARCHAR(40), t2 CHAR(10), o3 UUID, t3 UUID)");
    List<String> values =
        List.of(
            "1, 17, 5, 'bob', 'acme', '%1$s', '%1$s'",
            "2, 17, 5, 'bob', 'acme', '%1$s', '%1$s'",
            "2, 17, 6, 'bob', 'acmf', '%1$s', NULL",
            "2, 18, 5, 'Bob', 'acme', NULL, '%1$s'",
            "2, NULL, 5, 'bob ', 'acme', NULL, '%1$s'",
            "2, 17, NULL, 'bob', NULL, '%1$s', NULL",
            "1, 18, 5, 'x', 'acme', NULL, '%1$s'",
            "1, 18, 6, 'x', 'other', NULL, NULL");
    for (int i = 0; i < values.size(); i++) {
      host.execute("INSERT INTO things VALUES (" + i + ", " + values.get(i).formatted(uuid) + ")");
    }
    host.grant(PAGE.id(1L), host.bob());
    HostTable<Long, Long> table = host.table(PAGE, PAGE);
    for (Rows rows :
        List.of(
            Rows.of("d.id").tenant("d.t1", 5L).owner("d.o1", 17L),
            Rows.of("d.id").tenant("d.t2", "acme").owner("d.o2", "bob"),
            Rows.of("d.id").tenant("d.t3", uuid).owner("d.o3", uuid))) {
      for (SqlFilter filter : host.filters(PAGE, rows)) {
        assertThat(table.select(filter)).as(filter.sql()).isEqualTo(List.of(0, 1, 6));
        assertThat(table.neither(filter)).as(filter.sql()).isEmpty();
      }
      assertThat(table.select(host.store().filter(host.as(host.olga()), READ, PAGE, rows)))
          .isEqualTo(List.of(0, 1, 3, 4, 6));
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void an_owners_or_a_tenants_column_of_another_type_shows_nothing(Database database)
      throws SQLException {
    FilterHost host = FilterHost.on(database);
    long bob = host.bob().value();
    long acme = host.acme().value();
    host.execute("DROP TABLE IF EXISTS things");
    host.execute(
        "CREATE TABLE things (number BIGINT PRIMARY KEY, id BIGINT, o VARCHAR(40), t VARCHAR(40),"
            + " tenant_id BIGINT, f DOUBLE PRECISION)");
    List<String> wrong = List.of("%dabc", "%da00abcd-0000-4000-8000-00000000000a", " %d", "%d.0");
    for (int i = 0; i < wrong.size(); i++) {
      String owner = wrong.get(i).formatted(bob);
      String tenant = wrong.get(i).formatted(acme);
      host.execute(
          "INSERT INTO things VALUES (%d, 1, '%s', '%s', %d, %d.5)"
              .formatted(i, owner, tenant, acme, bob));
    }
    HostTable<Long, Long> table = host.table(PAGE, PAGE);
    for (Rows rows :
        List.of(
            Rows.of("d.id").tenant("d.tenant_id").owner("d.o"),
            Rows.of("d.id").tenant("d.tenant_id").owner("d.o", bob),
            Rows.of("d.id").tenant("d.tenant_id").owner("d.f"),
            Rows.of("d.id").tenant("d.t").owner("d.tenant_id", acme))) {
      SqlFilter filter = host.store().filter(host.as(host.bob()), READ, PAGE, rows);
      if (database == Databases.MARIADB) {
        assertThat(table.select(filter)).as(filter.sql()).isEmpty();
        assertThat(table.neither(filter)).isEmpty();
      } else {
        assertThatThrownBy(() -> table.select(filter))
            .as(filter.sql())
            .isInstanceOf(SQLException.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void columns_of_another_table_than_the_ids_are_refused(Database database) throws SQLException {
    FilterHost host = FilterHost.on(database);
    Rows rows = Rows.of("d.id").tenant("d.tenant_id");
    Session session = host.as(host.bob());
    assertRefused(host, session, rows.owner("u.id"), "rows.owner", "same table");
    assertRefused(host, session, rows.lastParent(PAGE, "f.id"), "rows.lastParent", "same table");
    assertRefused(host, session, rows.tenant("o.id"), "rows.tenant", "same table");
    assertRefused(host, session, rows.tenant("o.id", 5L), "rows.tenant", "same table");
    assertRefused(host, session, rows.owner("s.d.id"), "rows.owner", "same table");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_session_over_another_store_is_refused(Database database) throws SQLException {
    FilterHost host = FilterHost.on(database);
    for (Store other :
        List.of(
            InMemoryStore.create(),
            Databases.H2_MEMORY.newStore(),
            JdbcStore.over(host.dataSource()))) {
      Session system = Bailiwick.over(other).actingAs(Actor.system("host"));
      UserId olga = system.users().register(Profile.named("Olga")).id();
      OrgId acme = system.orgs().create(NewOrg.named("Acme", olga)).id();
      Session owner = Bailiwick.over(other).actingAs(Actor.user(olga).in(acme));
      Rows rows = columns().tenant("d.tenant_id");
      assertRefused(host, owner, rows, "session", "over this store");
      assertRefused(host, system, rows.in(acme), "session", "over this store");
    }
  }
}
