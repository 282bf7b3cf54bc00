package dev.bailiwick.jdbc.internal.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.rows.RowSource;
import dev.bailiwick.jdbc.internal.sql.Accessors;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Pairs;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.store.CandidateRepository;
import dev.bailiwick.store.Slice;
import java.util.List;
import java.util.stream.Stream;

/**
 * The candidates of lookups. The facts of the view will be asked about the candidates, and read
 * them together.
 */
public record JdbcCandidateRepository(RowSource rows, ViewFacts facts)
    implements CandidateRepository {
  @Override
  public ImmutableList<ResourceId> resources(
      Tenant tenant,
      String type,
      ImmutableSet<Accessor> accessors,
      UserId owner,
      Slice<ResourceId> slice) {
    if (builtIn(type)) {
      return resources(tenant, type, slice);
    }
    long number = Row.number(tenant);
    Query query =
        Query.of(
            "WITH RECURSIVE below(resource_type, resource_id, depth) AS ("
                + "SELECT r.resource_type, r.resource_id, 0 FROM bailiwick_resource r"
                + " WHERE r.tenant = ? AND r.owner = ?",
            number,
            owner.value());
    if (!accessors.isEmpty()) {
      granted(query, "SELECT g.resource_type, g.resource_id, 0", number, accessors);
      // A grant on the org itself reaches everything in it.
      for (String table : List.of("bailiwick_resource", "bailiwick_grant")) {
        query.add(
            " UNION ALL SELECT a.resource_type, a.resource_id, 0 FROM "
                + table
                + " a WHERE a.tenant = ? AND a.resource_type = ? AND EXISTS (",
            number,
            type);
        query.add("SELECT 1 FROM bailiwick_grant g WHERE g.tenant = ?", number);
        Accessors.match(query, accessors);
        query.add(
            " AND g.resource_type = ? AND g.resource_id = ?)",
            ResourceId.ORG,
            new Query.Key(Long.toString(number)));
      }
    }
    query.add(
        " UNION ALL SELECT r.resource_type, r.resource_id, b.depth + 1 FROM below b"
            + " JOIN bailiwick_resource r ON r.tenant = ? AND r.parent_type = b.resource_type"
            + " AND r.parent_id = "
            + rows.dialect().keyOf("b.resource_id")
            + " WHERE b.depth <= ?)"
            + " SELECT DISTINCT b.resource_type, b.resource_id FROM below b"
            + " WHERE b.resource_type = ?",
        number,
        Limits.RESOURCE_DEPTH,
        type);
    after(query, "b.resource_id", type, slice);
    return expected(
        tenant,
        rows.listOnce(query.add(" ORDER BY b.resource_id LIMIT ?", slice.limit()), Row::id));
  }

  private static void granted(
      Query query, String select, long tenant, ImmutableSet<Accessor> accessors) {
    query.add(" UNION ALL " + select + " FROM bailiwick_grant g WHERE g.tenant = ?", tenant);
    Accessors.match(query, accessors);
  }

  @Override
  public ImmutableList<ResourceId> resources(Tenant tenant, String type, Slice<ResourceId> slice) {
    long number = Row.number(tenant);
    if (builtIn(type)) {
      return ofOurs(tenant, type)
          .sorted()
          .filter(id -> slice.after().map(after -> id.compareTo(after) > 0).orElse(true))
          .limit(slice.limit())
          .collect(ImmutableList.toImmutableList());
    }
    Query query = new Query();
    for (String table : List.of("bailiwick_resource", "bailiwick_grant")) {
      query.add(query.text().isEmpty() ? "" : " UNION ");
      // Each side by itself gives no more than is wanted of both.
      query.add(
          "(SELECT DISTINCT k.resource_type, k.resource_id FROM "
              + table
              + " k WHERE k.tenant = ? AND k.resource_type = ?",
          number,
          type);
      after(query, "k.resource_id", type, slice);
      query.add(" ORDER BY k.resource_id LIMIT ?)", slice.limit());
    }
    return expected(
        tenant, rows.listOnce(query.add(" ORDER BY 2 LIMIT ?", slice.limit()), Row::id));
  }

  private static boolean builtIn(String type) {
    return type.equals(ResourceId.TEAM)
        || type.equals(ResourceId.ORG)
        || type.equals(ResourceId.USER);
  }

  /** The orgs and teams of a tenant, as resources. */
  private Stream<ResourceId> ofOurs(Tenant tenant, String type) {
    if (type.equals(ResourceId.TEAM)) {
      return rows
          .listOnce(
              Query.of("SELECT id FROM bailiwick_team WHERE tenant = ?", Row.number(tenant)),
              row -> new TeamId(row.number()).key())
          .stream();
    }
    return type.equals(ResourceId.ORG) && tenant instanceof OrgId org
        ? Stream.of(org.key())
        : Stream.empty();
  }

  private static void after(Query query, String column, String type, Slice<ResourceId> slice) {
    slice
        .after()
        .ifPresent(
            after -> {
              int types = type.compareTo(after.type());
              if (types < 0) {
                query.add(" AND 1 = 0");
              } else if (types == 0) {
                query.add(" AND " + column + " > ?", new Query.Key(after.id()));
              }
            });
  }

  private ImmutableList<ResourceId> expected(Tenant tenant, ImmutableList<ResourceId> ids) {
    facts.of(tenant).expectResources(ids);
    return ids;
  }

  @Override
  public ImmutableList<UserId> subjects(
      Tenant tenant, ImmutableList<ResourceId> resources, Slice<UserId> slice) {
    if (resources.isEmpty()) {
      return ImmutableList.of();
    }
    long number = Row.number(tenant);
    Dialect dialect = rows.dialect();
    Query query =
        Query.of(
            "WITH RECURSIVE on_line(kind, id) AS ("
                + "SELECT g.accessor_kind, g.accessor_id FROM bailiwick_grant g");
    Pairs pairs = Pairs.of(dialect, resources);
    pairs.matchResource(pairs.join(query).add(" WHERE g.tenant = ? AND ", number), "g");
    ImmutableList<Long> teams = FactsQuery.teams(resources);
    if (!teams.isEmpty()) {
      query.add(
          " UNION ALL SELECT 1, t.id FROM bailiwick_team t WHERE t.tenant = ? AND t.id IN ",
          number);
      query.in(teams);
    }
    if (tenant instanceof OrgId org && resources.contains(org.key())) {
      query.add(" UNION ALL SELECT 2, o.id FROM bailiwick_org o WHERE o.id = ?", number);
    }
    query.add(
        "), below(team, depth) AS (SELECT l.id, 0 FROM on_line l WHERE l.kind = 1"
            + " UNION ALL SELECT t.id, b.depth + 1 FROM below b"
            + " JOIN bailiwick_team t ON t.tenant = ? AND t.parent = b.team"
            + " WHERE b.depth <= ?)"
            + " SELECT DISTINCT x.id FROM (SELECT l.id FROM on_line l WHERE l.kind = 0"
            + " UNION ALL SELECT s.user_id FROM below b"
            + " JOIN bailiwick_seat s ON s.tenant = ? AND s.team = b.team"
            + " UNION ALL SELECT m.user_id FROM on_line l"
            + " JOIN bailiwick_membership m ON m.org = l.id WHERE l.kind = 2"
            + " UNION ALL SELECT r.owner FROM bailiwick_resource r",
        number,
        Limits.TEAM_DEPTH,
        number);
    pairs.matchResource(pairs.join(query).add(" WHERE r.tenant = ? AND ", number), "r");
    if (!teams.isEmpty()) {
      query.add(
          " UNION ALL SELECT t.owner FROM bailiwick_team t WHERE t.tenant = ? AND t.id IN ",
          number);
      query.in(teams);
    }
    query.add(
        ") x WHERE x.id > ? ORDER BY x.id LIMIT ?",
        slice.after().map(UserId::value).orElse(0L),
        slice.limit());
    ImmutableList<UserId> users = rows.listOnce(query, Row::user);
    facts.of(tenant).expectUsers(users);
    return users;
  }
}
