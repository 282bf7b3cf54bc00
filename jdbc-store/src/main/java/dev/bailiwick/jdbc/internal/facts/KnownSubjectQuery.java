package dev.bailiwick.jdbc.internal.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.jdbc.internal.facts.Fact.Kind;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Pairs;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one statement that continues from the remembered facts of a subject. It reads the stamps that
 * prove them, and the facts about the resources of the question. It is as narrow as possible, since
 * each step of its plan and each column of its rows costs time in every check.
 *
 * @param asked the query
 * @param known the remembered facts
 */
public record KnownSubjectQuery(FactsQuery asked, KnownSubject known) {
  /** The mark of a row, beside the kinds of accessors. */
  private static final int STAMP = 10;

  private static final int RESOURCE = 11;
  private static final Optional<Long> ZERO = Optional.of(0L);

  /**
   * The result.
   *
   * @param stamps the stamps of the tenants on which the remembered facts depend
   * @param facts the facts about the resources, each once or more often, and about the org
   */
  public record Rest(ImmutableSet<TenantStamp> stamps, ImmutableList<Fact> facts) {}

  public Rest run(Sql sql) {
    ImmutableSet.Builder<TenantStamp> stamps = ImmutableSet.builder();
    ImmutableList.Builder<Fact> facts = ImmutableList.builder();
    if (asked.asksAboutTenant()) {
      facts.addAll(known.onOrg());
    }
    ImmutableList<ResourceId> things = asked.registrable();
    Optional<ResourceId> only = things.stream().findFirst().filter(thing -> isOnly(things));
    Optional<String> column = sql.dueColumn();
    List<String> along = new ArrayList<>();
    sql.list(
        query(sql.dialect(), things, only.isPresent(), column),
        row -> {
          long mark = row.number();
          if (mark == STAMP) {
            stamps.add(new TenantStamp(row.number(), Math.toIntExact(row.number()), row.number()));
            if (column.isPresent()) {
              row.number();
              along.add(row.text());
            }
            return mark;
          }
          Fact fact = mark == RESOURCE ? resource(row) : grant(mark, row, only);
          if (known.counts(fact)) {
            facts.add(fact);
          }
          return mark;
        });
    along.stream().findFirst().ifPresent(sql::readAlong);
    return new Rest(stamps.build(), facts.build());
  }

  /** Whether all rows are about one resource, so that they need not name it. */
  private boolean isOnly(ImmutableList<ResourceId> things) {
    return things.size() == 1 && known.shape(asked.tenant()) == 0;
  }

  private static Fact grant(long accessor, Row row, Optional<ResourceId> only) throws SQLException {
    Optional<Long> id = row.numberIfAny();
    Optional<Long> effect = row.numberIfAny();
    Optional<Long> from = row.numberIfAny();
    Optional<Long> until = row.numberIfAny();
    Optional<String> role = row.textIfAny();
    Optional<String> type = only.isPresent() ? only.map(ResourceId::type) : row.textIfAny();
    Optional<String> key = only.isPresent() ? only.map(ResourceId::id) : row.keyIfAny();
    return new Fact(
        Kind.GRANT, Optional.of(accessor), id, effect, from, until, type, key, role, key);
  }

  private static Fact resource(Row row) throws SQLException {
    Optional<Long> owner = row.numberIfAny();
    Optional<Long> depth = row.numberIfAny();
    Optional<Long> version = row.numberIfAny();
    row.numberIfAny();
    Optional<String> parentType = row.textIfAny();
    return new Fact(
        Kind.RESOURCE,
        owner,
        depth,
        version,
        ZERO,
        ZERO,
        row.textIfAny(),
        row.keyIfAny(),
        parentType,
        row.keyIfAny());
  }

  private Query query(
      Dialect dialect, ImmutableList<ResourceId> things, boolean only, Optional<String> column) {
    long number = Row.number(asked.tenant());
    long user = asked.users().iterator().next().value();
    long shape = things.isEmpty() ? 0 : known.shape(asked.tenant());
    String none = dialect.noKey();
    Query query = new Query();
    if (shape > 1) {
      FactsQuery.line(query.add("WITH RECURSIVE "), dialect, number, things);
    }
    query
        .add(" SELECT " + dialect.small(STAMP + "") + ", t.id, t.shape, t.structure, t.structure")
        .add(", " + column.orElse("''"))
        .add(only ? "" : ", '', " + none + ", " + none)
        .add(" FROM bailiwick_tenant t WHERE t.id IN ")
        .in(known.tenants());
    if (things.isEmpty()) {
      return query;
    }
    Pairs pairs = Pairs.of(dialect, things);
    String grants =
        " UNION ALL SELECT g.accessor_kind, g.accessor_id, g.effect, g.valid_from, g.valid_until,"
            + (only ? " g.role FROM " : " g.role, g.resource_type, g.resource_id, " + none)
            + (only ? "" : " FROM ");
    // Of individuals, a resource may have any number; of others, no more than there are teams.
    ImmutableList<Query> accessors =
        ImmutableList.of(
            Query.of(" AND g.accessor_kind = 0 AND g.accessor_id = ?", user),
            Query.of(" AND g.accessor_kind > 0"));
    for (Query accessor : accessors) {
      pairs.join(query.add(grants + "bailiwick_grant g")).add(" WHERE g.tenant = ? AND ", number);
      pairs.matchResource(query, "g").add(accessor);
    }
    if (shape > 1) {
      // One resource has one line: only several can have ancestors in common.
      boolean one = things.size() == 1;
      query.add(resources(dialect, one ? "r.depth" : "MIN(r.depth)"));
      query.add(one ? "line r" : FactsQuery.LINE);
      for (Query accessor : accessors) {
        query.add(grants + (one ? "line l" : FactsQuery.PARENTS) + " JOIN bailiwick_grant g ON ");
        FactsQuery.above(query, dialect, number).add(accessor);
      }
    } else if (shape > 0) {
      pairs.join(query.add(resources(dialect, "0") + "bailiwick_resource r"));
      pairs.matchResource(query.add(" WHERE r.tenant = ? AND ", number), "r");
    }
    return query;
  }

  private static String resources(Dialect dialect, String depth) {
    return " UNION ALL SELECT "
        + dialect.small(RESOURCE + "")
        + ", r.owner, "
        + dialect.small(depth)
        + ", r.version, r.version, r.parent_type, r.resource_type, r.resource_id, r.parent_id FROM ";
  }
}
