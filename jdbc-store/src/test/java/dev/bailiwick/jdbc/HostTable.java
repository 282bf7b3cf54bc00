package dev.bailiwick.jdbc;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Session;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.filter.ReachQuestion;
import dev.bailiwick.jdbc.internal.filter.FilterQuery;
import dev.bailiwick.jdbc.internal.filter.FilterSize;
import dev.bailiwick.jdbc.internal.filter.HostRows;
import dev.bailiwick.jdbc.internal.rows.JdbcResourceRepository;
import dev.bailiwick.jdbc.internal.rows.RowSource;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.store.Reach;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A table of a host's beside the store's: rows with an id, and perhaps an owner and a parent. */
final class HostTable<T, P> {
  private final DataSource dataSource;
  private final String name;
  private final ResourceType<T> type;
  private final ResourceType<P> parentType;
  private final Rows rows;

  /** A row; each column may be null. */
  record HostRow<T, P>(
      @Nullable T id, @Nullable Long tenant, @Nullable Long owner, @Nullable P parent) {}

  /** One in whose statements its alias is {@code d}; of these rows. */
  HostTable(
      DataSource dataSource,
      String name,
      ResourceType<T> type,
      ResourceType<P> parentType,
      Rows rows) {
    this.dataSource = dataSource;
    this.name = name;
    this.type = type;
    this.parentType = parentType;
    this.rows = rows;
  }

  /** Makes it anew, with columns of these types for ids and parents. */
  HostTable<T, P> create(String idColumn, String parentColumn) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS " + name);
      statement.execute(
          "CREATE TABLE "
              + name
              + " (number BIGINT PRIMARY KEY, id "
              + idColumn
              + ", tenant_id BIGINT, owner_id BIGINT, parent_id "
              + parentColumn
              + ")");
    }
    return this;
  }

  void insert(List<HostRow<T, P>> rows) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO " + name + " VALUES (?, ?, ?, ?, ?)")) {
      for (int i = 0; i < rows.size(); i++) {
        insert.setLong(1, i);
        insert.setObject(2, rows.get(i).id());
        insert.setObject(3, rows.get(i).tenant());
        insert.setObject(4, rows.get(i).owner());
        insert.setObject(5, rows.get(i).parent());
        insert.executeUpdate();
      }
    }
  }

  ResourceType<T> type() {
    return type;
  }

  /** What the host vouches for. */
  ResourceRef vouched(HostRow<T, P> row, Tenant tenant, boolean columns) {
    ResourceRef ref = type.id(row.id()).in(tenant);
    if (columns && row.owner() != null) {
      ref = ref.ownedBy(new UserId(row.owner()));
    }
    return columns && row.parent() != null ? ref.under(parentType.id(row.parent())) : ref;
  }

  Rows rows(boolean columns) {
    return columns ? rows.owner("d.owner_id").lastParent(parentType, "d.parent_id") : rows;
  }

  /** The numbers of the rows that a filter lets through, in order. */
  List<Integer> select(SqlFilter filter) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return select(connection, filter, "");
    }
  }

  List<Integer> select(Connection connection, SqlFilter filter, String page) throws SQLException {
    String sql =
        "SELECT d.number FROM " + name + " d WHERE " + filter.sql() + " ORDER BY d.number" + page;
    List<Integer> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, filter);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getInt(1));
        }
      }
    }
    return found;
  }

  /** The numbers of the rows that a condition with named parameters lets through. */
  List<Integer> named(String condition, Map<String, Object> parameters) throws SQLException {
    List<Object> bound = new ArrayList<>();
    String marked =
        Pattern.compile(":([A-Za-z]+[0-9]*_[0-9]+)")
            .matcher(condition)
            .replaceAll(
                found -> {
                  bound.add(parameters.get(found.group(1)));
                  return "?";
                });
    return select(new SqlFilter(marked, ImmutableList.copyOf(bound)));
  }

  /**
   * The numbers of the rows of which a filter is neither true nor false in each way of asking, or
   * true in one and not in another.
   */
  List<Integer> neither(SqlFilter filter) throws SQLException {
    String sql =
        ("SELECT d.number, CASE WHEN %1$s THEN 1 ELSE 0 END, CASE WHEN NOT %1$s THEN 0 ELSE 1 END"
                + " FROM %2$s d ORDER BY d.number")
            .formatted(filter.sql(), name);
    List<Integer> shown = select(filter);
    List<Integer> found = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      int bound = 0;
      for (int i = 0; i < 2; i++) {
        for (Object parameter : filter.parameters()) {
          statement.setObject(++bound, parameter);
        }
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          int expected = shown.contains(rows.getInt(1)) ? 1 : 0;
          if (rows.getInt(2) != expected || rows.getInt(3) != expected) {
            found.add(rows.getInt(1));
          }
        }
      }
    }
    return found;
  }

  int count(SqlFilter filter) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT COUNT(*) FROM " + name + " d WHERE " + filter.sql())) {
      bind(statement, filter);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /**
   * The filter, in each way of writing it: for each number of ids that the store may have counted,
   * and as if something was registered.
   */
  static List<SqlFilter> filters(
      JdbcStore store,
      Session session,
      UserId user,
      Permission permission,
      ResourceType<?> type,
      Rows rows) {
    ReachQuestion question =
        new ReachQuestion(
            rows.tenant(),
            Optional.of(user),
            permission,
            type,
            rows.parent().map(HostRows.Parent::type));
    List<SqlFilter> filters = new ArrayList<>();
    filters.add(store.filter(session, user, permission, type, rows));
    for (FilterSize size : sizes(store)) {
      filters.add(
          question.ask(
              session, (view, reach) -> filter(store.dialect(), reach, type, rows, size, true)));
      filters.add(
          question.ask(
              session,
              (view, reach) -> {
                boolean any =
                    new JdbcResourceRepository((RowSource) view).anyRegistered(reach.tenant());
                return filter(store.dialect(), reach, type, rows, size, any);
              }));
    }
    return filters;
  }

  private static SqlFilter filter(
      Dialect dialect,
      Reach reach,
      ResourceType<?> type,
      Rows rows,
      FilterSize size,
      boolean anyRegistered) {
    return JdbcStore.filter(
        new FilterQuery(dialect, reach, type, rows.columns(), size, anyRegistered).filter());
  }

  private static List<FilterSize> sizes(JdbcStore store) {
    return store.dialect().filtersBySize()
        ? List.of(FilterSize.values())
        : List.of(FilterSize.UNKNOWN);
  }

  static void bind(PreparedStatement statement, SqlFilter filter) throws SQLException {
    for (int i = 0; i < filter.parameters().size(); i++) {
      statement.setObject(i + 1, filter.parameters().get(i));
    }
  }
}
