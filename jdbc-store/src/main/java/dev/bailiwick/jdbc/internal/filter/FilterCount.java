package dev.bailiwick.jdbc.internal.filter;

import dev.bailiwick.id.Limits;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.jdbc.internal.rows.RowSource;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.store.Reach;

/** Counts the ids of a filter, as far as the way of writing it depends on the number. */
final class FilterCount {
  /** The number of parameters of one statement that every database accepts. */
  static final int PARAMETERS = 30_000;

  private static final long FEW_AT_MOST = 1_000;
  private static final long MANY_AT_MOST = 20_000;

  private FilterCount() {}

  /** Chooses the way of writing the filter. */
  static FilterSize size(
      RowSource source, Reach reach, ResourceType<?> type, HostRows rows, boolean anyRegistered) {
    Dialect dialect = source.dialect();
    if (!dialect.filtersBySize() || reach.extent() != Reach.Extent.GRANTED) {
      return FilterSize.UNKNOWN;
    }
    FilterNodes nodes = new FilterNodes(dialect, reach, FilterSize.UNKNOWN, anyRegistered);
    Query query = Query.of("SELECT COUNT(*) FROM (SELECT 1 FROM (");
    count(query, nodes, type.name());
    rows.parent()
        .map(parent -> parent.type().name())
        .filter(parent -> !parent.equals(type.name()))
        .ifPresent(parent -> count(query.add(" UNION ALL "), nodes, parent));
    query.add(") x LIMIT ?) y", (rows.pages() ? MANY_AT_MOST : FEW_AT_MOST) + 1);
    if (query.parameters().size() > PARAMETERS) {
      return FilterSize.UNKNOWN;
    }
    long count = source.list(query, Row::number).get(0);
    return count > MANY_AT_MOST
        ? FilterSize.PAGES
        : count > FEW_AT_MOST ? FilterSize.MANY : FilterSize.FEW;
  }

  private static void count(Query query, FilterNodes nodes, String type) {
    query.add(nodes.granted(type).rows());
    if (nodes.anyRegistered()) {
      query.add(" UNION ALL SELECT a.i FROM (");
      query.add(nodes.reached(type, true, Limits.RESOURCE_DEPTH).rows()).add(") a");
    }
  }
}
