package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.CorruptData;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.HostTable.HostRow;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.resource.Resource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The filter over rows, ids and statements of all kinds. */
class SqlFilterTest {
  private static final ResourceType<String> DOC = ResourceType.of("doc");
  private static final ResourceType<Long> PAGE = ResourceType.of("page", Long.class);
  private static final ResourceType<UUID> FILE = ResourceType.of("file", UUID.class);
  private static final Permission READ = Permission.READ;

  static List<Database> databases() {
    return List.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);
  }

  @AfterEach
  void recycle() {
    databases().forEach(Database::recycle);
  }

  private static <T, P> List<HostRow<T, P>> rows(List<T> ids) {
    List<HostRow<T, P>> rows = new ArrayList<>();
    ids.forEach(id -> rows.add(new HostRow<>(id, null, null, null)));
    return rows;
  }

  /** Each first one is granted, and each second one is another that somebody might take for it. */
  private static final List<String> HOSTILE =
      Arrays.asList(
          "A",
          "a",
          "b ",
          "b",
          "c",
          " c",
          "\u00e9",
          "e\u0301",
          "stra\u00dfe",
          "strasse",
          "%",
          "x",
          "_",
          "y",
          "o'hara",
          "ohara",
          "\"q\"",
          "q",
          "`t`",
          "t",
          "\\",
          "\\\\",
          "?",
          "??",
          ":bw1",
          "bw1",
          "$1",
          "$2",
          "--",
          "-",
          "'; DROP TABLE things; --",
          "';",
          "\ud83d\ude00",
          "\ud83d\ude01",
          "n\n",
          "n",
          "\u0001",
          "\u0002",
          "7",
          "07",
          "null",
          "NULL",
          "l".repeat(255),
          "l".repeat(254),
          "\u20ac".repeat(85),
          "\u20ac".repeat(84));

  @ParameterizedTest
  @MethodSource("databases")
  void texts_are_compared_by_bytes_even_in_a_case_insensitive_column(Database database)
      throws SQLException {
    FilterHost host = FilterHost.on(database);
    if (database == Databases.POSTGRESQL) {
      host.execute(
          "CREATE COLLATION IF NOT EXISTS folding"
              + " (provider = icu, locale = 'und-u-ks-level1', deterministic = false)");
    }
    List<Integer> granted = new ArrayList<>();
    for (int i = 0; i < HOSTILE.size(); i += 2) {
      host.grant(DOC.id(HOSTILE.get(i)), host.bob());
      granted.add(i);
    }
    List<String> columns =
        List.of(
            host.of("VARCHAR(300)", "TEXT", "VARCHAR(300) COLLATE utf8mb4_general_ci"),
            host.of(
                "VARCHAR_IGNORECASE(300)",
                "VARCHAR(300) COLLATE folding",
                "VARCHAR(300) COLLATE utf8mb4_bin"),
            host.of(
                "CHARACTER LARGE OBJECT",
                "TEXT COLLATE \"C\"",
                "VARCHAR(300) COLLATE utf8mb4_nopad_bin"));
    for (String column : columns) {
      HostTable<String, String> table = host.table(DOC, DOC).create(column, "VARCHAR(255)");
      table.insert(rows(HOSTILE));
      for (boolean more : new boolean[] {false, true}) {
        for (SqlFilter filter : host.filters(DOC, table.rows(more))) {
          assertThat(table.select(filter)).as(database.product() + " " + column).isEqualTo(granted);
        }
        assertThat(
                table.select(
                    host.store().filter(host.as(host.olga()), READ, DOC, table.rows(more))))
            .as(database.product() + " " + column)
            .hasSameSizeAs(HOSTILE);
      }
    }
    host.system().orgs().members(host.acme()).makeAdmin(host.bob());
    for (int i = 0; i < HOSTILE.size(); i += 2) {
      host.system().grants().deny(Standard.COLLABORATOR, DOC.id(HOSTILE.get(i)), host.bob());
    }
    for (String column : columns) {
      HostTable<String, String> table = host.table(DOC, DOC).create(column, "VARCHAR(255)");
      table.insert(rows(HOSTILE));
      for (boolean more : new boolean[] {false, true}) {
        for (SqlFilter filter : host.filters(DOC, table.rows(more))) {
          assertThat(table.select(filter))
              .as(database.product() + " denied, " + column)
              .isEqualTo(
                  IntStream.range(0, HOSTILE.size()).filter(i -> i % 2 == 1).boxed().toList());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_number_matches_only_its_canonical_text_and_other_texts_cause_no_error(Database database)
      throws SQLException {
    FilterHost host = FilterHost.on(database);
    ResourceType<String> loose = ResourceType.of("page");
    for (String id :
        List.of(
            "7",
            "08",
            "+9",
            " 10",
            "11 ",
            "12\n",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-3",
            "-0",
            "1e1",
            "14.0",
            "--15",
            "1-6",
            "abc",
            "\u0663",
            "99999999999999999999999",
            "-")) {
      host.grant(loose.id(id), host.bob());
    }
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    List<Long> ids =
        Arrays.asList(
            7L,
            8L,
            9L,
            10L,
            11L,
            12L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            -3L,
            0L,
            3L,
            14L,
            15L,
            -15L,
            16L,
            null);
    table.insert(rows(ids));
    for (boolean more : new boolean[] {false, true}) {
      for (SqlFilter filter : host.filters(PAGE, table.rows(more))) {
        assertThat(table.select(filter)).as(database.product()).isEqualTo(List.of(0, 6, 7, 8));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_uuid_matches_only_its_canonical_text_and_other_texts_cause_no_error(Database database)
      throws SQLException {
    FilterHost host = FilterHost.on(database);
    List<UUID> ids =
        IntStream.range(0, 8).mapToObj(i -> new UUID(0xabcdefL * (i + 1), -i)).toList();
    ResourceType<String> loose = ResourceType.of("file");
    host.grant(FILE.id(ids.get(0)), host.bob());
    host.grant(loose.id(ids.get(1).toString().toUpperCase(Locale.ROOT)), host.bob());
    host.grant(loose.id("{" + ids.get(2) + "}"), host.bob());
    host.grant(loose.id(ids.get(3).toString().replace("-", "")), host.bob());
    host.grant(loose.id(ids.get(4) + "\n"), host.bob());
    host.grant(loose.id("not a uuid"), host.bob());
    host.grant(loose.id("g".repeat(36)), host.bob());
    host.grant(FILE.id(ids.get(5)), host.bob());
    for (String column :
        List.of(host.of("UUID", "UUID", "UUID"), host.of("UUID", "UUID", "CHAR(36)"))) {
      HostTable<UUID, UUID> table = host.table(FILE, FILE).create(column, column);
      table.insert(rows(ids));
      for (boolean more : new boolean[] {false, true}) {
        for (SqlFilter filter : host.filters(FILE, table.rows(more))) {
          assertThat(table.select(filter))
              .as(database.product() + " " + column)
              .isEqualTo(List.of(0, 5));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void the_filter_sees_an_uncommitted_grant_of_its_own_transaction(Database database)
      throws SQLException {
    FilterHost host = FilterHost.on(database);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    table.insert(rows(List.of(1L, 2L)));
    try (Connection connection = host.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      Bailiwick lent = Bailiwick.over(host.store().on(connection));
      Session system = lent.actingAs(Actor.system("host").in(host.acme()));
      system.grants().grant(Standard.COLLABORATOR, PAGE.id(2L), host.bob());
      Session bob = lent.actingAs(Actor.user(host.bob()).in(host.acme()));
      SqlFilter filter = host.store().filter(bob, READ, PAGE, table.rows(true));
      assertThat(table.select(connection, filter, "")).isEqualTo(List.of(1));
      connection.rollback();
    }
    assertThat(table.select(host.store().filter(host.as(host.bob()), READ, PAGE, table.rows(true))))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void pages_and_counts_contain_only_permitted_rows(Database database) throws SQLException {
    FilterHost host = FilterHost.on(database);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    table.insert(rows(IntStream.range(0, 40).mapToObj(Long::valueOf).toList()));
    for (long id = 0; id < 40; id += 3) {
      host.grant(PAGE.id(id), host.bob());
    }
    SqlFilter filter = host.store().filter(host.as(host.bob()), READ, PAGE, table.rows(false));
    assertThat(table.count(filter)).isEqualTo(14);
    try (Connection connection = host.dataSource().getConnection()) {
      assertThat(table.select(connection, filter, " LIMIT 5 OFFSET 5"))
          .isEqualTo(List.of(15, 18, 21, 24, 27));
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void parameters_have_names_too(Database database) throws SQLException {
    FilterHost host = FilterHost.on(database);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    table.insert(rows(List.of(1L, 2L, 3L)));
    host.grant(PAGE.id(3L), host.bob());
    SqlFilter filter = host.store().filter(host.as(host.bob()), READ, PAGE, table.rows(true));
    List<Object> bound = new ArrayList<>();
    String sql =
        Pattern.compile(":(bw[0-9]+_[0-9]+)")
            .matcher(filter.namedSql())
            .replaceAll(
                name -> {
                  bound.add(filter.namedParameters().get(name.group(1)));
                  return "?";
                });
    assertThat(sql).isEqualTo(filter.sql());
    assertThat(bound).isEqualTo(filter.parameters()).hasSize(filter.namedParameters().size());
    assertThat(table.select(new SqlFilter(sql, ImmutableList.copyOf(bound)))).isEqualTo(List.of(2));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_text_that_is_not_a_column_name_is_refused(Database database) throws SQLException {
    FilterHost host = FilterHost.on(database);
    char quote = database == Databases.MARIADB ? '`' : '"';
    char other = database == Databases.MARIADB ? '"' : '`';
    for (String column :
        List.of(
            "id",
            "",
            "d.",
            ".id",
            "d.id OR 1 = 1",
            "d.id--",
            "d.id;",
            "d.(id)",
            "d.\"id",
            "d.id ",
            "d.?",
            "d.:x",
            "d.id::text",
            "1.2",
            "d.i d",
            other + "d" + other + ".id",
            quote + "d?" + quote + ".id")) {
      assertThatThrownBy(
              () -> host.store().filter(host.as(host.bob()), READ, PAGE, host.rows(column)))
          .as(column)
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("rows.id"));
      assertThatThrownBy(
              () ->
                  host.store()
                      .filter(
                          host.as(host.bob()),
                          READ,
                          PAGE,
                          host.rows("d.id").lastParent(PAGE, column).owner("d.o")))
          .isInstanceOfSatisfying(
              InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("rows.lastParent"));
    }
    Model pages = Model.builder().types(PAGE).role(Standard.COLLABORATOR, Permission.READ).build();
    Session bob =
        Bailiwick.over(host.store(), pages).actingAs(Actor.user(host.bob()).in(host.acme()));
    Rows below =
        host.rows("d.id").lastParent(ResourceType.of("no_such", Long.class), "d.parent_id");
    assertThatThrownBy(() -> host.store().filter(bob, READ, PAGE, below))
        .isInstanceOfSatisfying(
            InvalidParameter.class, e -> assertThat(e.field()).isEqualTo("resource.type"));
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    table.insert(rows(List.of(1L)));
    host.grant(PAGE.id(1L), host.bob());
    String quoted =
        quote + host.of("D", "d", "d") + quote + "." + quote + host.of("ID", "id", "id") + quote;
    assertThat(
            table.select(host.store().filter(host.as(host.bob()), READ, PAGE, host.rows(quoted))))
        .isEqualTo(List.of(0));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_tenants_column_keeps_the_rows_of_others_out(Database database) throws SQLException {
    FilterHost host = FilterHost.on(database);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    table.insert(
        List.of(
            new HostRow<>(1L, host.acme().value(), null, null),
            new HostRow<>(1L, host.acme().value() + 1, host.olga().value(), null),
            new HostRow<>(1L, null, null, null)));
    Rows rows = table.rows(true).tenant("d.tenant_id");
    assertThat(table.select(host.store().filter(host.as(host.olga()), READ, PAGE, rows)))
        .isEqualTo(List.of(0));
    assertThat(table.select(host.store().filter(host.system(), READ, PAGE, rows)))
        .isEqualTo(List.of(0));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void no_alias_or_column_of_the_hosts_is_hidden_by_one_of_ours(Database database)
      throws SQLException {
    FilterHost host = FilterHost.on(database);
    host.grant(PAGE.id(1L), host.bob());
    host.grant(PAGE.id(4L), host.bob());
    String product = database.product();
    for (boolean registered : new boolean[] {false, true}) {
      if (registered) {
        host.system().resources().register(PAGE.id(7L).ownedBy(host.olga()));
      }
      List<String> columns = List.of("i", "x", "k", "t", "resource_id");
      for (String column : columns) {
        host.execute("DROP TABLE IF EXISTS things");
        host.execute("CREATE TABLE things (" + column + " BIGINT, p BIGINT)");
        host.execute("INSERT INTO things VALUES (1, 5), (-5, NULL), (3, 4), (2, 2)");
        List<String> aliases = List.of("x", "X", "y", "a", "n", "g", "r", "d", "xx", "things");
        for (String alias : aliases) {
          boolean paired =
              aliases.indexOf(alias) % columns.size() == columns.indexOf(column)
                  || alias.equals(columns.get(1));
          if (!paired) {
            // Each alias with one of the columns, and one alias with each of them.
            continue;
          }
          String id = alias + "." + column;
          for (Rows rows : List.of(host.rows(id), host.rows(id).lastParent(PAGE, alias + ".p"))) {
            for (SqlFilter filter : host.filters(PAGE, rows)) {
              assertThat(values(host, id, "things " + alias, filter))
                  .as("%s: %s", product, filter)
                  .isEqualTo(rows.parent().isPresent() ? List.of(1L, 3L) : List.of(1L));
            }
          }
        }
      }
    }
  }

  private static List<Long> values(FilterHost host, String id, String from, SqlFilter filter)
      throws SQLException {
    List<Long> values = new ArrayList<>();
    try (Connection connection = host.dataSource().getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT %s FROM %s WHERE %s ORDER BY 1".formatted(id, from, filter.sql()))) {
      HostTable.bind(select, filter);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          values.add(found.getLong(1));
        }
      }
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_filter_from_before_anything_was_registered_is_true_for_nothing_afterwards(
      Database database) throws SQLException {
    FilterHost host = FilterHost.on(database);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    table.insert(List.of(new HostRow<>(1L, null, host.bob().value(), null)));
    for (boolean columns : new boolean[] {true, false}) {
      SqlFilter member = host.store().filter(host.as(host.bob()), READ, PAGE, table.rows(columns));
      SqlFilter owner = host.store().filter(host.as(host.olga()), READ, PAGE, table.rows(columns));
      assertThat(table.select(member)).isEqualTo(columns ? List.of(0) : List.of());
      assertThat(table.select(owner)).isEqualTo(List.of(0));
    }
    SqlFilter bobs = host.store().filter(host.as(host.bob()), READ, PAGE, table.rows(true));
    SqlFilter olgas = host.store().filter(host.as(host.olga()), READ, PAGE, table.rows(false));
    host.system().resources().register(PAGE.id(1L).ownedBy(host.olga()));
    assertThat(table.select(bobs)).isEmpty();
    assertThat(table.select(olgas)).isEmpty();
    assertThat(table.select(host.store().filter(host.as(host.bob()), READ, PAGE, table.rows(true))))
        .isEmpty();
    assertThat(
            table.select(host.store().filter(host.as(host.olga()), READ, PAGE, table.rows(false))))
        .isEqualTo(List.of(0));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void the_filter_requires_the_same_right_as_a_lookup(Database database) throws SQLException {
    FilterHost host = FilterHost.on(database);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    table.insert(rows(Arrays.asList(1L, 2L, null)));
    host.grant(PAGE.id(2L), host.bob());
    JdbcStore store = host.store();
    Rows rows = table.rows(false);
    assertThat(table.select(store.filter(host.as(host.olga()), host.bob(), READ, PAGE, rows)))
        .isEqualTo(List.of(1));
    assertThat(table.select(store.filter(host.system(), READ, PAGE, rows)))
        .isEqualTo(List.of(0, 1));
    assertThatThrownBy(() -> store.filter(host.as(host.bob()), host.olga(), READ, PAGE, rows))
        .isInstanceOfSatisfying(
            NoPermission.class,
            refusal -> assertThat(refusal.event()).isEqualTo(Event.ACCESS_REACH));
    OrgId other = host.system().orgs().create(NewOrg.named("Other", host.ada())).id();
    assertThat(
            table.select(
                store.filter(host.as(host.ada()), READ, PAGE, rows.wholeTableBelongsTo(other))))
        .isEmpty();
    assertThatThrownBy(
            () -> store.filter(host.as(host.bob()), Permission.of("unheard"), PAGE, rows))
        .isInstanceOf(InvalidParameter.class);
    host.system().users().deactivate(host.bob());
    assertThat(table.select(store.filter(host.system(), host.bob(), READ, PAGE, rows))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_line_that_is_too_long_or_a_circle_shows_nothing(Database database) throws SQLException {
    FilterHost host = FilterHost.on(database);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    Session system = host.system();
    system.resources().register(PAGE.id(0L).ownedBy(host.bob()));
    for (long id = 1; id <= Limits.RESOURCE_DEPTH; id++) {
      system.resources().register(PAGE.id(id).ownedBy(host.olga()).under(PAGE.id(id - 1)));
    }
    long last = Limits.RESOURCE_DEPTH;
    host.plant(resource(host, last + 1, last));
    host.plant(resource(host, 100, 101));
    host.plant(resource(host, 101, 100));
    host.plant(resource(host, 102, 101));
    host.plant(resource(host, 103, 104));
    for (long id : List.of(100L, 102L, 103L, last + 1)) {
      host.plant(grant(host, id, host.bob(), Standard.COLLABORATOR, Effect.ALLOW));
    }
    List<HostRow<Long, Long>> rows = new ArrayList<>();
    List<Long> parents = Arrays.asList(null, last - 1, last, last + 1, 100L, 102L, 103L, 104L);
    for (long id : List.of(last, last + 1, 100L, 102L, 103L, 200L)) {
      parents.forEach(parent -> rows.add(new HostRow<>(id, null, null, parent)));
    }
    rows.add(new HostRow<>(200L, null, host.bob().value(), last));
    rows.add(new HostRow<>(200L, null, host.bob().value(), 101L));
    rows.add(new HostRow<>(200L, null, host.bob().value(), 200L));
    rows.add(new HostRow<>(104L, null, host.bob().value(), 103L));
    rows.add(new HostRow<>(200L, null, host.bob().value(), last - 1));
    table.insert(rows);
    int threw = 0;
    for (UserId user : List.of(host.bob(), host.olga(), host.ada())) {
      List<Integer> allowed = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        try {
          if (host.as(user).may(READ, table.vouched(rows.get(i), host.acme(), true))) {
            allowed.add(i);
          }
        } catch (LimitExceeded | CorruptData e) {
          threw++;
        }
      }
      assertThat(table.select(host.store().filter(host.as(user), READ, PAGE, table.rows(true))))
          .as(database.product() + " " + user)
          .isEqualTo(allowed)
          .isNotEmpty();
    }
    assertThat(threw).isGreaterThan(60);
  }

  private static Resource resource(FilterHost host, long id, long parent) {
    return new Resource(host.acme(), PAGE.id(id), host.olga(), Optional.of(PAGE.id(parent)), 0);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void an_undefined_role_gives_nothing_and_its_denial_hides_the_row_from_all_users(
      Database database) throws SQLException {
    FilterHost host = FilterHost.on(database);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create("BIGINT", "BIGINT");
    table.insert(
        List.of(
            new HostRow<>(1L, null, host.bob().value(), null),
            new HostRow<>(2L, null, null, null),
            new HostRow<>(3L, null, host.bob().value(), 1L),
            new HostRow<>(4L, null, host.bob().value(), null)));
    Role unknown = Role.of("unheard");
    host.plant(grant(host, 2L, host.bob(), unknown, Effect.ALLOW));
    SqlFilter before = host.store().filter(host.as(host.bob()), READ, PAGE, table.rows(true));
    assertThat(table.select(before)).isEqualTo(List.of(0, 2, 3));
    host.plant(grant(host, 1L, Everyone.EVERYONE, unknown, Effect.DENY));
    assertThat(table.select(before)).isEqualTo(List.of(3));
    SqlFilter owner = host.store().filter(host.as(host.olga()), READ, PAGE, table.rows(true));
    assertThat(table.select(owner)).isEqualTo(List.of(1, 3));
    assertThatThrownBy(() -> host.as(host.olga()).may(READ, PAGE.id(1L)))
        .isInstanceOf(CorruptData.class);
  }

  private static Grant grant(FilterHost host, long id, Accessor to, Role role, Effect effect) {
    return Grant.of(host.acme(), new Grant.Key(PAGE.id(id), to, role, effect), Window.ALWAYS);
  }
}
