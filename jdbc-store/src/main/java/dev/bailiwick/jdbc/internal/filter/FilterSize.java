package dev.bailiwick.jdbc.internal.filter;

import dev.bailiwick.id.Limits;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.jdbc.Rows;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.unit.JdbcView;
import dev.bailiwick.store.Reach;

/**
 * How many ids somebody has in our tables. PostgreSQL cannot tell, and each of its plans is a bad
 * one for some: so a filter is written for the one or the other. What it returns is the same.
 */
public enum FilterSize {
  /** Nobody has counted, or nothing depends on it. */
  UNKNOWN,
  /** So few that each is looked up in the host's indexes. */
  FEW,
  /** So many that the host's table is gone through in the order asked for. */
  MANY,
  /** So many that a page is full before all of them could be read: each row is looked up. */
  PAGES;

  private static final long FEW_AT_MOST = 1_000;
  private static final long MANY_AT_MOST = 20_000;

  /** Counts them, as far as it matters. */
  public static FilterSize of(
      JdbcView view, Reach reach, ResourceType<?> type, Rows rows, boolean anyRegistered) {
    Dialect dialect = view.sql().dialect();
    if (!dialect.filtersBySize() || reach.extent() != Reach.Extent.GRANTED) {
      return UNKNOWN;
    }
    FilterNodes nodes = new FilterNodes(dialect, reach, UNKNOWN, anyRegistered);
    Query query = Query.of("SELECT COUNT(*) FROM (SELECT 1 FROM (");
    count(query, nodes, type.name());
    rows.parent()
        .map(parent -> parent.type().name())
        .filter(parent -> !parent.equals(type.name()))
        .ifPresent(parent -> count(query.add(" UNION ALL "), nodes, parent));
    query.add(") x LIMIT ?) y", (rows.arePages() ? MANY_AT_MOST : FEW_AT_MOST) + 1);
    if (query.parameters().size() > FilterQuery.PARAMETERS) {
      return UNKNOWN;
    }
    long count = view.sql().list(query, Row::number).get(0);
    return count > MANY_AT_MOST ? PAGES : count > FEW_AT_MOST ? MANY : FEW;
  }

  private static void count(Query query, FilterNodes nodes, String type) {
    query.add(nodes.granted(type).rows());
    if (nodes.anyRegistered()) {
      query.add(" UNION ALL SELECT a.i FROM (");
      query.add(nodes.reached(type, true, Limits.RESOURCE_DEPTH).rows()).add(") a");
    }
  }
}
