package dev.bailiwick.jdbc.internal.filter;

import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.jdbc.internal.rows.JdbcResourceRepository;
import dev.bailiwick.jdbc.internal.rows.RowSource;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.store.Reach;
import java.util.function.Supplier;

/**
 * The condition on the host's rows that agrees with the interpreter about each of them. The host's
 * columns stand outside every subquery, so that no name of ours can hide one of theirs. The only
 * exception is {@link HostColumn#inAnyGranted}, which takes care of it.
 *
 * @param reach the half of the decision that does not depend on the row
 * @param size the number of ids for which the filter is written
 * @param anyRegistered whether resources were ever registered in the tenant
 */
public record FilterQuery(
    Dialect dialect,
    Reach reach,
    ResourceType<?> type,
    HostRows rows,
    FilterSize size,
    boolean anyRegistered) {
  /** Chooses the best way of writing the filter for the present content of the tables. */
  public static FilterQuery of(RowSource source, Reach reach, ResourceType<?> type, HostRows rows) {
    boolean anyRegistered = new JdbcResourceRepository(source).anyRegistered(reach.tenant());
    FilterSize size = FilterCount.size(source, reach, type, rows, anyRegistered);
    return new FilterQuery(source.dialect(), reach, type, rows, size, anyRegistered);
  }

  public Query filter() {
    Query query = Query.of("(");
    query.add(condition());
    boolean isLooking =
        reach.extent() != Reach.Extent.NOTHING && reach.extent() != Reach.Extent.UNCHECKED;
    if (isLooking && !anyRegistered) {
      // The filter does not contain resources that are registered later: then it is true for no
      // row.
      query.add(
          " AND COALESCE((SELECT t.shape FROM bailiwick_tenant t WHERE t.id = ?), 1) = 0",
          Row.number(reach.tenant()));
    }
    rows.tenant()
        .ifPresent(held -> query.add(" AND ").add(value(held, Row.number(reach.tenant()))));
    query.add(")");
    if (query.parameters().size() > FilterCount.PARAMETERS) {
      throw new LimitExceeded("parameters of a filter", FilterCount.PARAMETERS);
    }
    return query;
  }

  private FilterNodes nodes() {
    return new FilterNodes(dialect, reach, size, anyRegistered);
  }

  private Query condition() {
    return switch (reach.extent()) {
      case NOTHING -> Query.of("1 = 0");
      case UNCHECKED -> Query.of(id().isId());
      case GRANTED ->
          rows.owner().isPresent() || rows.parent().isPresent()
              ? either(() -> id().inAnyGranted(allowed(true)), false)
              : switch (size) {
                // The OR keeps PostgreSQL from joining, and so from reading all of the table.
                case MANY ->
                    Query.of(id().isKnown())
                        .add(" AND (")
                        .add(id().inAny(allowed(false)))
                        .add(" OR 1 = 0)");
                case PAGES ->
                    Query.of(id().isKnown()).add(" AND ").add(id().inAnyGranted(allowed(false)));
                case UNKNOWN, FEW -> id().in(allowed(false));
              };
      case ALL_BUT_DENIED, ALL -> {
        Query known = Query.of(id().isId());
        known.add(" AND ").add(id().notIn(hidden()));
        yield rows.owner().isPresent() || rows.parent().isPresent()
            ? either(
                () -> known.add(" AND ").add(id().inAny(nodes().registered(type.name()))), true)
            : known;
      }
    };
  }

  private HostColumn id() {
    return new HostColumn(dialect, rows.id(), type.idType(), size);
  }

  /** The ids to which something comes down, and no denial that counts. */
  private FoundIds[] allowed(boolean registeredOnly) {
    FoundIds itself = nodes().grantedWithoutParent(type.name()).named("a");
    itself = itself.and(notAmong(itself.column(), nodes().denied(type.name()).named("n")));
    if (!anyRegistered) {
      return new FoundIds[] {itself};
    }
    FoundIds above = nodes().reached(type.name(), true, Limits.RESOURCE_DEPTH).named("a");
    above = above.and(notDeniedAbove(above));
    return registeredOnly
        ? new FoundIds[] {registeredOf(itself), registeredOf(above)}
        : new FoundIds[] {itself, above};
  }

  private FoundIds registeredOf(FoundIds ids) {
    Query registered = nodes().registered(type.name()).rows();
    return ids.and(Query.of(ids.column() + " IN (").add(registered).add(")"));
  }

  private Query notAmong(String column, FoundIds others) {
    FoundIds there =
        others.flat() ? others : others.and(Query.of(dialect.lookedUp(others.column())));
    return Query.of(column + " NOT IN (").add(there.ids()).add(")");
  }

  private Query notDeniedAbove(FoundIds above) {
    FoundIds denied = nodes().denied(type.name());
    if (above.flat()) {
      return notAmong(above.column(), denied.flagged("n"))
          .add(" AND (d.own = 1 OR ")
          .add(notAmong(above.column(), denied))
          .add(")");
    }
    return Query.of("NOT EXISTS (SELECT 1 FROM (")
        .add(denied.rows())
        .add(") n WHERE n.i = a.i AND (n.corrupt = 1 OR a.own = 0))");
  }

  /**
   * The ids that a denial reaches and that the denial counts for, and the ids that have a corrupt
   * path.
   */
  private FoundIds[] hidden() {
    FoundIds denied = nodes().denied(type.name()).named("n");
    if (!anyRegistered) {
      return new FoundIds[] {denied};
    }
    if (reach.owner().isPresent()) {
      FoundIds owned = nodes().reached(type.name(), false, Limits.RESOURCE_DEPTH).named("o");
      Query counts =
          Query.of("(").add(denied.flag()).add(" = 1 OR " + denied.column() + " NOT IN (");
      denied = denied.and(counts.add(owned.ids()).add("))"));
    }
    return new FoundIds[] {denied, nodes().tooDeep(type.name(), Limits.RESOURCE_DEPTH)};
  }

  /**
   * The condition on a registered row, and, for other rows, the condition on the host's own
   * columns.
   */
  private Query either(Supplier<Query> registered, boolean everything) {
    Query query = Query.of(id().isId());
    query.add(size == FilterSize.FEW ? " AND " + id().isRare() : "").add(" AND (");
    if (anyRegistered) {
      query.add(registered.get()).add(" OR ");
      query.add(id().notIn(nodes().registered(type.name()))).add(" AND ");
    }
    query.add(notDenied(true));
    rows.parent().ifPresent(parent -> query.add(sound(parent)));
    if (reach.extent() != Reach.Extent.ALL) {
      query.add(" AND (").add(owned()).add(everything ? "" : "(");
      if (!everything) {
        query.add(id().inAnyGranted(nodes().granted(type.name())));
        rows.parent()
            .ifPresent(
                parent ->
                    query
                        .add(" OR ")
                        .add(known(parent, column(parent).inAnyGranted(reached(parent, true)))));
        query.add(") AND ");
      }
      query.add(notDenied(false)).add(")");
    }
    return query.add(")");
  }

  /** The conditions under which it is the person's own, each followed by OR. */
  private Query owned() {
    Query query = new Query();
    reach
        .owner()
        .ifPresent(
            user -> {
              rows.owner().ifPresent(held -> query.add(value(held, user.value())).add(" OR "));
              rows.parent()
                  .filter(parent -> anyRegistered)
                  .ifPresent(
                      parent ->
                          query
                              .add(known(parent, column(parent).inAny(reached(parent, false))))
                              .add(" OR "));
            });
    return query;
  }

  /** No denial on a row that is not registered, nor on its parent or above. */
  private Query notDenied(boolean corruptAlone) {
    Query query = id().notIn(those(nodes().deniedItself(type.name()), corruptAlone));
    rows.parent()
        .ifPresent(
            parent -> {
              FoundIds above = those(nodes().denied(parent.type().name()), corruptAlone);
              query.add(" AND ").add(orNone(parent, column(parent).notIn(above)));
            });
    return query;
  }

  private static FoundIds those(FoundIds denied, boolean corruptAlone) {
    return corruptAlone ? denied.flagged("n") : denied.named("n");
  }

  /** The parent is one that can be, and does not lie too deep or below the row itself. */
  private Query sound(HostRows.Parent parent) {
    Query query = Query.of(column(parent).isId());
    if (parent.type().equals(type)) {
      query.add(" AND ").add(column(parent).exact() + " <> " + id().exact());
    }
    if (anyRegistered) {
      query.add(" AND ");
      query.add(
          column(parent).notIn(nodes().tooDeep(parent.type().name(), Limits.RESOURCE_DEPTH - 1)));
      query.add(" AND ").add(id().notIn(nodes().parents(type.name())));
    }
    return Query.of(" AND ").add(orNone(parent, query));
  }

  private Query value(HostRows.Held held, long number) {
    return new HostValue(dialect, held.column(), held.value().orElse(number)).condition();
  }

  private static Query orNone(HostRows.Parent parent, Query condition) {
    return Query.of("(" + parent.column() + " IS NULL OR ").add(condition).add(")");
  }

  private static Query known(HostRows.Parent parent, Query condition) {
    return Query.of("(" + parent.column() + " IS NOT NULL AND ").add(condition).add(")");
  }

  private HostColumn column(HostRows.Parent parent) {
    return new HostColumn(dialect, parent.column(), parent.type().idType(), size);
  }

  /** The parents that have room for one more below them. */
  private FoundIds[] reached(HostRows.Parent parent, boolean byGrant) {
    String parentType = parent.type().name();
    FoundIds granted = nodes().grantedWithoutParent(parentType);
    if (!anyRegistered) {
      return new FoundIds[] {granted};
    }
    FoundIds above = nodes().reached(parentType, byGrant, Limits.RESOURCE_DEPTH - 1).named("a");
    return byGrant ? new FoundIds[] {granted, above} : new FoundIds[] {above};
  }
}
