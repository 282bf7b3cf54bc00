package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.bailiwick.access.Question;
import dev.bailiwick.contract.Lived;
import dev.bailiwick.contract.World;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.HostTable.HostRow;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private static final long SEED = Long.getLong("bailiwick.seed", 1);
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
  private record Hosted<T, P>(HostTable<T, P> table, List<HostRow<T, P>> rows) {}

  @ParameterizedTest
  @MethodSource("histories")
  void the_filter_returns_exactly_what_check_allows(Database database, long seed)
      throws SQLException {
    DataSource dataSource = database.newDataSource();
    JdbcStore store = JdbcStore.over(dataSource);
    Random random = new Random(seed);
    Lived lived = new Lived(store, seed, STEPS);
    Hosted<String, Long> documents =
        hosted(
            new HostTable<>(dataSource, "documents", World.DOC, World.FOLDER)
                .create("VARCHAR(255)", "BIGINT"),
            Arrays.asList("a", "b", "c", "d", "e", "f", "g", "h", null),
            lived,
            random);
    Hosted<Long, Long> folders =
        hosted(
            new HostTable<>(dataSource, "folders", World.FOLDER, World.FOLDER)
                .create("BIGINT", "BIGINT"),
            Arrays.asList(1L, 2L, 3L, 4L, 5L, 6L, null),
            lived,
            random);
    int shown = 0;
    int hidden = 0;
    boolean more = true;
    while (more) {
      more = lived.goOn(8);
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

  /** Rows of each id: one that says nothing, and some that say something by chance. */
  private static <T> Hosted<T, Long> hosted(
      HostTable<T, Long> table, List<T> ids, Lived lived, Random random) throws SQLException {
    List<HostRow<T, Long>> rows = new ArrayList<>();
    List<UserId> users = lived.users();
    for (T id : ids) {
      rows.add(new HostRow<>(id, null, null, null));
      for (int i = 0; i < 3; i++) {
        Long owner = random.nextInt(3) > 0 ? null : users.get(random.nextInt(users.size())).value();
        Long parent = random.nextInt(4) == 0 ? null : 1L + random.nextInt(6);
        if (parent != null && parent.equals(id)) {
          parent = null;
        }
        rows.add(new HostRow<>(id, null, owner, parent));
      }
    }
    table.insert(rows);
    return new Hosted<>(table, rows);
  }

  /** Compares a few users and permissions; how many rows were shown. */
  private static <T, P> int compare(
      JdbcStore store,
      Lived lived,
      Tenant tenant,
      Hosted<T, P> hosted,
      boolean columns,
      Random random)
      throws SQLException {
    var system = lived.world().system();
    List<Integer> asked =
        IntStream.range(0, hosted.rows().size())
            .filter(i -> hosted.rows().get(i).id() != null)
            .boxed()
            .toList();
    int shown = 0;
    for (int i = 0; i < 3; i++) {
      UserId user = lived.users().get(random.nextInt(lived.users().size()));
      Permission permission = PERMISSIONS.get(random.nextInt(PERMISSIONS.size()));
      ImmutableList<Boolean> allowed =
          system
              .access()
              .checkAll(
                  Lists.transform(
                      asked,
                      n ->
                          new Question(
                              user,
                              permission,
                              hosted.table().vouched(hosted.rows().get(n), tenant, columns))));
      List<Integer> expected =
          IntStream.range(0, asked.size()).filter(allowed::get).mapToObj(asked::get).toList();
      for (SqlFilter filter :
          HostTable.filters(
              store,
              system,
              user,
              permission,
              hosted.table().type(),
              hosted.table().rows(columns).in(tenant))) {
        assertThat(hosted.table().select(filter))
            .as(
                "%s %s in %s, columns %s, of %s, after\n%s\n%s",
                user, permission, tenant, columns, hosted.rows(), lived.told(), filter)
            .isEqualTo(expected);
        assertThat(hosted.table().count(filter)).isEqualTo(expected.size());
      }
      shown += expected.size();
    }
    return shown;
  }
}
