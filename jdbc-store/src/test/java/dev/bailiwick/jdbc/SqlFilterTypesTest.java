package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Iterables;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.HostTable.HostRow;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter over columns of each type, for grants and denials on rows and on their parents. */
class SqlFilterTypesTest {
  private static final ResourceType<String> DOC = ResourceType.of("doc");
  private static final ResourceType<Long> PAGE = ResourceType.of("page", Long.class);
  private static final ResourceType<UUID> FILE = ResourceType.of("file", UUID.class);
  private static final List<UUID> UUIDS =
      List.of(
          UUID.fromString("0a00abcd-0000-4000-8000-00000000000a"),
          UUID.fromString("0b00abcd-0000-4000-8000-00000000000b"),
          UUID.fromString("0c00abcd-0000-4000-8000-00000000000c"),
          UUID.fromString("7e000000-0000-4000-8000-00000000000d"));
  private static final List<String> WRITTEN =
      List.of("'%s'", "UPPER('%s')", "REPLACE('%s', '-', '')");
  private static final List<Long> SMALL = List.of(7L, 8L, -3L, 0L);
  private static final List<Long> LARGE =
      List.of(9007199254740993L, 9007199254740992L, Long.MIN_VALUE, Long.MAX_VALUE);
  private static final List<String> TEXTS = List.of("a", "A", "7", "\u00e9", " a");
  private static final List<String> BLANK = List.of("a", "A", "a ", "07", "7");

  @AfterEach
  void recycle() {
    List.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB)
        .forEach(Database::recycle);
  }

  /** A value of a column, and the id that it is; null if it is none. */
  private record Cell<T>(String sql, @Nullable T id) {}

  /** A type of column, and values of it. */
  private record Column<T>(
      Database database, ResourceType<T> type, String name, List<Cell<T>> cells) {
    @Override
    public String toString() {
      return name + " for " + type.name() + ", such as " + cells.get(0).sql();
    }
  }

  /** Values that are written like this, the first of which are ids. */
  private static <T> Column<T> column(
      Database database, ResourceType<T> type, String name, List<T> ids, String sql, String... no) {
    List<Cell<T>> cells = new ArrayList<>();
    ids.forEach(id -> cells.add(new Cell<>(sql.formatted(id), id)));
    List.of(no).forEach(value -> cells.add(new Cell<>(value, null)));
    return new Column<>(database, type, name, cells);
  }

  static Stream<Arguments> columns() {
    List<Column<?>> columns = new ArrayList<>();
    for (Database database : List.of(Databases.POSTGRESQL, Databases.H2_MEMORY)) {
      columns.add(column(database, PAGE, "BIGINT", LARGE, "%s"));
      columns.add(column(database, PAGE, "INTEGER", SMALL, "%s"));
      columns.add(column(database, PAGE, "SMALLINT", SMALL, "%s"));
      columns.add(column(database, FILE, "UUID", UUIDS, "'%s'"));
      columns.add(column(database, DOC, "VARCHAR(50)", BLANK, "'%s'", "''"));
      columns.add(column(database, DOC, "CHAR(10)", TEXTS, "'%s'", "''"));
    }
    Database h2 = Databases.H2_MEMORY;
    columns.add(column(h2, FILE, "BINARY(16)", UUIDS, "CAST(UUID'%s' AS BINARY(16))"));
    for (String sql : WRITTEN) {
      columns.add(column(h2, FILE, "CHAR(36)", UUIDS, sql));
      columns.add(column(h2, FILE, "VARCHAR(36)", UUIDS, sql));
    }
    columns.add(column(h2, DOC, "CHARACTER LARGE OBJECT", BLANK, "'%s'", "''"));
    columns.add(column(h2, DOC, "VARCHAR_IGNORECASE(50)", BLANK, "'%s'", "''"));
    columns.add(column(Databases.POSTGRESQL, DOC, "TEXT", BLANK, "'%s'", "''"));
    Database maria = Databases.MARIADB;
    String[] noNumbers = {"'7abc'", "' 7'", "'07'", "'7 '", "'7.0'", "''", "'8\\n'", "'-0'"};
    columns.add(column(maria, PAGE, "BIGINT", LARGE, "%s"));
    columns.add(column(maria, PAGE, "INT", SMALL, "%s"));
    columns.add(column(maria, PAGE, "SMALLINT", SMALL, "%s"));
    columns.add(column(maria, PAGE, "DECIMAL(20, 0)", LARGE, "%s"));
    columns.add(column(maria, PAGE, "DECIMAL(20, 1)", List.of(), "", "7.0", "7.5", "8"));
    columns.add(column(maria, PAGE, "DOUBLE", SMALL, "%s", "7.5", "9007199254740992"));
    for (List<Long> ids : List.of(SMALL, LARGE)) {
      columns.add(column(maria, PAGE, "VARCHAR(30)", ids, "'%s'", noNumbers));
      columns.add(column(maria, PAGE, "VARBINARY(30)", ids, "'%s'", noNumbers));
    }
    columns.add(column(maria, FILE, "UUID", UUIDS, "'%s'"));
    columns.add(column(maria, FILE, "BINARY(16)", UUIDS, "UNHEX(REPLACE('%s', '-', ''))"));
    for (String sql : WRITTEN) {
      for (String name :
          List.of("CHAR(36)", "VARCHAR(36) COLLATE utf8mb4_bin", "VARCHAR(40) CHARSET latin1")) {
        columns.add(column(maria, FILE, name, UUIDS, sql, "'7e'", "''", "'zz'"));
      }
    }
    for (String name :
        List.of(
            "VARCHAR(50) COLLATE utf8mb4_general_ci",
            "VARCHAR(50) COLLATE utf8mb4_nopad_bin",
            "VARCHAR(50) CHARSET latin1",
            "TEXT")) {
      columns.add(column(maria, DOC, name, BLANK, "'%s'", "''"));
    }
    columns.add(column(maria, DOC, "CHAR(10)", TEXTS, "'%s'", "''"));
    columns.add(column(maria, DOC, "VARBINARY(50)", List.of("a", "A", "?"), "'%s'", "X'FF'"));
    return columns.stream().map(column -> Arguments.of(column.database(), column));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void a_grant_and_a_denial_meet_the_rows_of_their_id_and_no_others(
      Database database, Column<?> column) throws SQLException {
    meets(FilterHost.on(database), column);
  }

  /** The first id and the third are granted to Bob, and denied to Ada, who is an admin. */
  private static <T> void meets(FilterHost host, Column<T> column) throws SQLException {
    ResourceType<T> type = column.type();
    HostTable<T, T> table = host.table(type, type).create(column.name(), column.name());
    List<Cell<T>> ids = new ArrayList<>();
    List<Cell<T>> parents = new ArrayList<>();
    Cell<T> none = new Cell<>("NULL", null);
    for (Cell<T> id : Iterables.concat(column.cells(), List.of(none))) {
      for (Cell<T> parent : Iterables.concat(List.of(none), column.cells())) {
        if (id.id() == null || !id.id().equals(parent.id())) {
          host.execute(
              "INSERT INTO things (number, id, parent_id) VALUES (%d, %s, %s)"
                  .formatted(ids.size(), id.sql(), parent.sql()));
          ids.add(id);
          parents.add(parent);
        }
      }
    }
    for (int i = 0; i < 3; i += 2) {
      T id = column.cells().get(i).id();
      if (id != null) {
        host.grant(type.id(id), host.bob());
        host.system().grants().deny(Standard.COLLABORATOR, type.id(id), host.ada());
      }
    }
    for (boolean more : new boolean[] {false, true}) {
      for (UserId user : List.of(host.bob(), host.ada(), host.olga())) {
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
          T id = ids.get(i).id();
          T parent = parents.get(i).id();
          boolean readable = !more || parent != null || parents.get(i).equals(none);
          if (id != null && readable) {
            HostRow<T, T> row = new HostRow<>(id, null, null, parent);
            if (host.as(user).may(Permission.READ, table.vouched(row, host.acme(), more))) {
              expected.add(i);
            }
          }
        }
        for (SqlFilter filter :
            HostTable.filters(
                host.store(), host.system(), user, Permission.READ, type, table.rows(more))) {
          assertThat(table.select(filter))
              .as("%s, %s, columns %s: %s", user, column, more, filter)
              .isEqualTo(expected);
          assertThat(table.neither(filter)).as("%s: %s", column, filter).isEmpty();
        }
      }
    }
  }

  /** On MariaDB the id of a grant is compared as a number and as a text. */
  @ParameterizedTest
  @ValueSource(strings = {"VARCHAR(30)", "VARBINARY(30)"})
  void a_grant_on_an_id_that_is_no_number_leaves_the_filter_of_numbers_two_valued(String column)
      throws SQLException {
    FilterHost host = FilterHost.on(Databases.MARIADB);
    HostTable<Long, Long> table = host.table(PAGE, PAGE).create(column, column);
    host.execute("INSERT INTO things (number, id) VALUES (1, 'abc'), (2, '7'), (3, '07')");
    for (String id : List.of("abc", "7", "9223372036854775808")) {
      host.grant(ResourceId.of("page", id), host.bob());
    }
    for (UserId user : List.of(host.bob(), host.ada(), host.olga())) {
      for (boolean more : new boolean[] {false, true}) {
        for (SqlFilter filter :
            HostTable.filters(
                host.store(), host.system(), user, Permission.READ, PAGE, table.rows(more))) {
          assertThat(table.select(filter)).as("%s: %s", user, filter).isEqualTo(List.of(2));
          assertThat(table.neither(filter)).as("%s: %s", user, filter).isEmpty();
        }
      }
    }
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        misfit(Databases.POSTGRESQL, PAGE, "NUMERIC(20, 0)", "7"),
        misfit(Databases.POSTGRESQL, PAGE, "DOUBLE PRECISION", "7"),
        misfit(Databases.POSTGRESQL, PAGE, "TEXT", "'7'"),
        misfit(Databases.POSTGRESQL, FILE, "TEXT", "'" + UUIDS.get(0) + "'"),
        misfit(Databases.POSTGRESQL, FILE, "CHAR(36)", "'" + UUIDS.get(0) + "'"),
        misfit(Databases.POSTGRESQL, FILE, "BYTEA", "'7'"),
        misfit(Databases.POSTGRESQL, DOC, "BIGINT", "7"),
        misfit(Databases.POSTGRESQL, DOC, "UUID", "'" + UUIDS.get(0) + "'"),
        misfit(Databases.POSTGRESQL, DOC, "BYTEA", "'7'"),
        misfit(Databases.H2_MEMORY, PAGE, "DECIMAL(20, 0)", "7"),
        misfit(Databases.H2_MEMORY, PAGE, "DOUBLE PRECISION", "7"),
        misfit(Databases.H2_MEMORY, PAGE, "VARCHAR(30)", "'7'"),
        misfit(Databases.H2_MEMORY, PAGE, "BINARY(8)", "X'07'"),
        misfit(Databases.H2_MEMORY, FILE, "VARCHAR(36)", "'no uuid'"),
        misfit(Databases.H2_MEMORY, FILE, "BIGINT", "7"));
  }

  private static Arguments misfit(
      Database database, ResourceType<?> type, String column, String value) {
    return Arguments.of(database, type, column, value);
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void a_statement_over_a_type_that_does_not_fit_fails(
      Database database, ResourceType<?> type, String column, String value) throws SQLException {
    FilterHost host = FilterHost.on(database);
    host.table(type, type).create(column, column);
    host.execute("INSERT INTO things (number, id) VALUES (1, " + value + ")");
    HostTable<?, ?> table = host.table(type, type);
    for (UserId user : List.of(host.bob(), host.ada(), host.olga())) {
      for (boolean more : new boolean[] {false, true}) {
        SqlFilter filter =
            host.store().filter(host.as(user), Permission.READ, type, table.rows(more));
        assertThatThrownBy(() -> table.select(filter))
            .as("%s %s", user, filter)
            .isInstanceOf(SQLException.class);
      }
    }
  }
}
