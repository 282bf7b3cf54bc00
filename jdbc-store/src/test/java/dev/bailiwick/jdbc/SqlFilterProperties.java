package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Lists;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.access.Question;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.history.Seeds;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.HostTable.HostRow;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.org.OrgSuspended;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The filter returns what check allows, whatever has happened before. */
class SqlFilterProperties {
  private static final int STEPS = Integer.getInteger("bailiwick.steps", 40);
  private static final int SEEDS = Integer.getInteger("bailiwick.filter.seeds", 1);
  private static final long SEED = Seeds.first();
  private static final List<Permission> PERMISSIONS =
      List.of(Permission.READ, Standard.OPERATE, Permission.MANAGE, World.PURGE);

  static Stream<Arguments> histories() {
    return Stream.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB)
        .flatMap(
            database ->
                LongStream.range(SEED, SEED + SEEDS)
                    .mapToObj(seed -> Arguments.of(database, seed)));
  }

  @AfterEach
  void recycle() {
    List.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB)
        .forEach(Database::recycle);
  }

  /** A table of a host's and what is in it. */
  private record Hosted<T, P>(HostTable<T, P> table, List<HostRow<T, P>> rows, String columns) {}

  /** Types of columns that hold texts, and such that hold numbers. */
  private record Columns(List<String> texts, List<String> numbers) {
    static Columns of(Database database) {
      if (database == Databases.POSTGRESQL) {
        return new Columns(
            List.of("VARCHAR(255)", "TEXT", "CHAR(9)"), List.of("BIGINT", "INTEGER", "SMALLINT"));
      }
      return database == Databases.MARIADB
          ? new Columns(
              List.of(
                  "VARCHAR(255)",
                  "VARCHAR(50) COLLATE utf8mb4_general_ci",
                  "CHAR(9)",
                  "VARBINARY(50)",
                  "TEXT"),
              List.of("BIGINT", "INT", "DECIMAL(20, 0)", "DOUBLE", "VARCHAR(30)"))
          : new Columns(
              List.of("VARCHAR(255)", "CHAR(9)", "VARCHAR_IGNORECASE(50)", "CLOB"),
              List.of("BIGINT", "INTEGER", "SMALLINT"));
    }
  }

  /** Who asks for what. */
  private record Asked(Session session, UserId user, Permission permission, Rows rows) {}

  @ParameterizedTest
  @MethodSource("histories")
  void the_filter_returns_exactly_the_rows_that_check_allows(Database database, long seed)
      throws SQLException {
    DataSource dataSource = database.newDataSource();
    JdbcStore store = JdbcStore.over(dataSource);
    Random random = new Random(seed);
    HistoryRun lived = new HistoryRun(store, seed, STEPS);
    Columns types = Columns.of(database);
    Rows ids = Rows.of("d.id").tenant("d.tenant_id");
    int shown = 0;
    int hidden = 0;
    boolean more = true;
    while (more) {
      more = lived.goOn(8);
      Hosted<String, Long> documents =
          hosted(
              new HostTable<>(dataSource, "documents", World.DOC, World.FOLDER, ids),
              Arrays.asList("a", "b", "c", "d", "e", "f", "g", "h", null),
              types.texts(),
              types.numbers(),
              lived,
              random);
      Hosted<Long, Long> folders =
          hosted(
              new HostTable<>(dataSource, "folders", World.FOLDER, World.FOLDER, ids),
              Arrays.asList(1L, 2L, 3L, 4L, 5L, 6L, null),
              types.numbers(),
              types.numbers(),
              lived,
              random);
      for (Tenant tenant : lived.tenants()) {
        for (boolean columns : new boolean[] {true, false}) {
          int of = documents.rows().size() + folders.rows().size();
          int seen =
              compare(store, lived, tenant, documents, columns, random)
                  + compare(store, lived, tenant, folders, columns, random);
          shown += seen;
          hidden += of * 3 - seen;
        }
      }
    }
    assertThat(shown).as("rows that were shown").isGreaterThan(100);
    assertThat(hidden).as("rows that were not").isGreaterThan(100);
  }

  /** Rows of each id, in several tenants: some say nothing, some say something by chance. */
  private static <T> Hosted<T, Long> hosted(
      HostTable<T, Long> table,
      List<T> ids,
      List<String> idTypes,
      List<String> parentTypes,
      HistoryRun lived,
      Random random)
      throws SQLException {
    String idType = any(idTypes, random);
    String parentType = any(parentTypes, random);
    table.create(idType, parentType);
    List<HostRow<T, Long>> rows = new ArrayList<>();
    for (T id : ids) {
      for (int i = 0; i < 4; i++) {
        boolean silent = i == 0;
        Long tenant =
            lived.tenants().isEmpty() || random.nextInt(8) == 0
                ? null
                : (Long) Row.number(any(lived.tenants(), random));
        Long owner =
            silent || random.nextInt(3) > 0 ? null : (Long) any(lived.users(), random).value();
        Long parent = silent || random.nextInt(4) == 0 ? null : (Long) (1L + random.nextInt(6));
        if (parent != null && parent.equals(id)) {
          parent = null;
        }
        rows.add(new HostRow<>(id, tenant, owner, parent));
      }
    }
    table.insert(rows);
    return new Hosted<>(table, rows, idType + ", below " + parentType);
  }

  private static <T> T any(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  /** Compares a few users and permissions; how many rows were shown. */
  private static <T, P> int compare(
      JdbcStore store,
      HistoryRun lived,
      Tenant tenant,
      Hosted<T, P> hosted,
      boolean columns,
      Random random)
      throws SQLException {
    HostTable<T, P> table = hosted.table();
    int shown = 0;
    List<Integer> before = List.of();
    Optional<SqlFilter> beforeFilter = Optional.empty();
    for (int i = 0; i < 3; i++) {
      UserId user = any(lived.users(), random);
      boolean whole = random.nextInt(3) == 0;
      Rows rows = table.rows(columns);
      rows = whole ? rows.wholeTableBelongsTo(tenant) : rows.in(tenant);
      Permission permission = any(PERMISSIONS, random);
      Asked asked = new Asked(session(lived, user, tenant, random), user, permission, rows);
      List<Integer> expected = expected(asked, tenant, hosted, columns, whole);
      List<SqlFilter> filters = filters(store, asked, table);
      for (SqlFilter filter : filters) {
        String what =
            "%s in %s, columns %s (%s), of %s, after\n%s\n%s"
                .formatted(
                    asked, tenant, columns, hosted.columns(), hosted.rows(), lived.told(), filter);
        assertThat(table.select(filter)).as(what).isEqualTo(expected);
        assertThat(table.count(filter)).isEqualTo(expected.size());
      }
      if (filters.isEmpty()) {
        assertThat(expected).as("%s, whose account is not in use", user).isEmpty();
        continue;
      }
      SqlFilter filter = any(filters, random);
      assertThat(table.neither(filter)).as("%s: %s", hosted.columns(), filter).isEmpty();
      if (beforeFilter.isPresent()) {
        Map<String, Object> parameters = new HashMap<>(filter.namedParameters());
        parameters.putAll(beforeFilter.get().namedParameters());
        List<Integer> difference = new ArrayList<>(expected);
        difference.removeAll(before);
        String both = filter.namedSql() + " AND NOT " + beforeFilter.get().namedSql();
        assertThat(table.named("(" + both + ")", parameters)).isEqualTo(difference);
      }
      before = expected;
      beforeFilter = Optional.of(filter);
      shown += expected.size();
    }
    return shown;
  }

  /** The host's own, or the user's, within an org or not. */
  private static Session session(HistoryRun lived, UserId user, Tenant tenant, Random random) {
    World world = lived.world();
    return switch (random.nextInt(3)) {
      case 0 -> world.system();
      case 1 -> world.as(user);
      default -> tenant instanceof OrgId org ? world.as(user, org) : world.as(user);
    };
  }

  private static <T, P> List<Integer> expected(
      Asked asked, Tenant tenant, Hosted<T, P> hosted, boolean columns, boolean whole) {
    List<Integer> there =
        IntStream.range(0, hosted.rows().size())
            .filter(i -> hosted.rows().get(i).id() != null)
            .filter(i -> whole || Objects.equals(hosted.rows().get(i).tenant(), Row.number(tenant)))
            .boxed()
            .toList();
    List<ResourceRef> vouched =
        Lists.transform(there, i -> hosted.table().vouched(hosted.rows().get(i), tenant, columns));
    if (asked.session().actor().isSystem()) {
      List<Boolean> allowed =
          asked
              .session()
              .access()
              .checkAll(
                  Lists.transform(
                      vouched, ref -> new Question(asked.user(), asked.permission(), ref)));
      return IntStream.range(0, there.size()).filter(allowed::get).mapToObj(there::get).toList();
    }
    return IntStream.range(0, there.size())
        .filter(i -> asked.session().may(asked.permission(), vouched.get(i)))
        .mapToObj(there::get)
        .toList();
  }

  /**
   * In each way of writing it; none if the account of who asks is not in use, or the org is
   * suspended.
   */
  private static List<SqlFilter> filters(JdbcStore store, Asked asked, HostTable<?, ?> table) {
    if (asked.session().actor().isSystem()) {
      return HostTable.filters(
          store, asked.session(), asked.user(), asked.permission(), table.type(), asked.rows());
    }
    try {
      return List.of(store.filter(asked.session(), asked.permission(), table.type(), asked.rows()));
    } catch (NoPermission | OrgSuspended refused) {
      return List.of();
    }
  }
}
