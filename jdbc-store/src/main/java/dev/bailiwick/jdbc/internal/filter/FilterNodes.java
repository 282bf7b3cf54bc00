package dev.bailiwick.jdbc.internal.filter;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Accessors;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.Reach;
import java.util.Collection;
import java.util.List;

/**
 * The parts of a filter that are about the library's own tables alone: the resources of a type that
 * are reached by grants, denials and ownership, on the path down from the resource on which they
 * are stored. A type's name is part of the text, since it consists of letters, digits, dots and
 * hyphens.
 *
 * @param reach the extent of the user's permission
 * @param size the number of ids for which the filter is written
 * @param anyRegistered whether resources were ever registered in the tenant; if not, no resource
 *     has an owner or a parent here, and a grant or a denial affects only its own resource
 */
public record FilterNodes(Dialect dialect, Reach reach, FilterSize size, boolean anyRegistered) {
  /** On the way up, an org or a team counts as too deep: it cannot be the parent of a resource. */
  private static final String STEP =
      "CASE WHEN r.parent_type IN ('org', 'team') THEN 100 ELSE 1 END";

  private long tenant() {
    return Row.number(reach.tenant());
  }

  /** H2 compiles a query in the FROM of another many times. */
  private boolean flat() {
    return dialect.avoidsNestedQueries();
  }

  /** The registered resources of the type. */
  public FoundIds registered(String type) {
    return FoundIds.of(
        flat(),
        "SELECT ",
        "r.resource_id",
        Query.of("bailiwick_resource r"),
        Query.of("r.tenant = ? AND r.resource_type = '" + type + "'", tenant()));
  }

  /** The resources of the type that are parents of registered ones. */
  public FoundIds parents(String type) {
    return FoundIds.of(
        flat(),
        "SELECT DISTINCT ",
        "c.parent_id",
        Query.of("bailiwick_resource c"),
        Query.of("c.tenant = ? AND c.parent_type = '" + type + "'", tenant()));
  }

  /** The resources of the type on which something is granted. */
  public FoundIds granted(String type) {
    return onGrants("SELECT ", 0, type);
  }

  private FoundIds onGrants(String select, int effect, String type) {
    return FoundIds.of(
        flat(),
        select,
        "g.resource_id",
        Query.of("bailiwick_grant g"),
        inForce(effect).add(" AND g.resource_type = '" + type + "'"));
  }

  /**
   * The resources of the type that have a grant and are not registered with a parent: {@code i}.
   * Together with {@link #reached}, these are all resources that a grant reaches.
   */
  public FoundIds grantedWithoutParent(String type) {
    return anyRegistered
        ? granted(type).and(Query.of("g.resource_id NOT IN (").add(withParent(type)).add(")"))
        : granted(type);
  }

  private Query withParent(String type) {
    return registered(type)
        .and(Query.of("r.parent_type IS NOT NULL AND " + dialect.lookedUp("r.resource_id")))
        .rows();
  }

  /**
   * The resources of the type that are registered with a parent, or that have children, and that a
   * grant or ownership reaches: {@code i}, and whether they are reached by ownership, {@code own}.
   * A resource with a corrupt or too long path is not among them.
   *
   * @param byGrant whether grants count, or ownership only
   * @param depth the greatest number of ancestors
   */
  public FoundIds reached(String type, boolean byGrant, int depth) {
    Query query = Query.of("WITH RECURSIVE seed(t, i, own) AS (");
    String separator = " UNION ";
    if (!byGrant) {
      separator = "";
    } else if (flat()) {
      query.add(grantsAround(type));
    } else {
      seeds(query, type);
    }
    for (UserId owner : reach.owner().stream().toList()) {
      query.add(
          separator
              + "SELECT r.resource_type, r.resource_id, 1 FROM bailiwick_resource r"
              + " WHERE r.tenant = ? AND r.owner = ?",
          tenant(),
          owner.value());
    }
    query.add("), ");
    up(query, "seed s");
    query.add(
        ", down(t, i, own, depth) AS (SELECT s.t, s.i, s.own, COALESCE(MAX(u.depth), 0) FROM seed s"
            + " LEFT JOIN up u ON u.t0 = s.t AND u.i0 = s.i GROUP BY s.t, s.i, s.own"
            + " HAVING COALESCE(MAX(u.depth), 0) <= ?",
        (long) depth);
    down(query, "down", "d.own", depth);
    return FoundIds.of(
            flat(), " SELECT ", "d.i", Query.of("down d"), Query.of("d.t = '" + type + "'"))
        .with(query)
        .flag(Query.of("d.own"), "own");
  }

  /** The grants on resources that have children, or that are of the type and have a parent. */
  private void seeds(Query query, String type) {
    String columns = "g.resource_type, g.resource_id, 0";
    // Two ranges of an index, and not all of it.
    for (String range : List.of("<", ">")) {
      query.add(grants(columns, 0)).add(" AND g.resource_type " + range + " '" + type + "' AND ");
      query.add(hasChildren()).add(" UNION ");
    }
    Query there = registered(type).and(Query.of("r.parent_type IS NOT NULL")).rows();
    String separator = "";
    for (Query some : List.of(there, parents(type).rows())) {
      query.add(separator).add(grants(columns, 0)).add(" AND g.resource_type = '" + type + "'");
      query.add(" AND g.resource_id IN (").add(some).add(")");
      separator = " UNION ";
    }
  }

  /** The same {@link #seeds} in one, for H2: the fewer parts, the sooner it is compiled. */
  private Query grantsAround(String type) {
    Query query = grants("g.resource_type, g.resource_id, 0", 0);
    query.add(" AND (").add(hasChildren()).add(" OR g.resource_type = '" + type + "' AND ");
    return query.add(
        "EXISTS (SELECT 1 FROM bailiwick_resource r WHERE r.tenant = ?"
            + " AND r.resource_type = g.resource_type AND r.resource_id = g.resource_id"
            + " AND r.parent_type IS NOT NULL))",
        tenant());
  }

  private Query hasChildren() {
    return Query.of(
        "EXISTS (SELECT 1 FROM bailiwick_resource c WHERE c.tenant = ?"
            + " AND c.parent_type = g.resource_type AND c.parent_id = g.resource_id)",
        tenant());
  }

  /**
   * The resources of the type that a denial reaches: {@code i}, and whether its role is unknown,
   * {@code corrupt}.
   */
  public FoundIds denied(String type) {
    if (!anyRegistered) {
      return deniedItself(type);
    }
    Query query = Query.of("WITH RECURSIVE low(t, i, corrupt, depth) AS (");
    query.add("SELECT DISTINCT g.resource_type, g.resource_id, ").add(corrupt());
    query.add(", 0 FROM bailiwick_grant g WHERE ").add(inForce(1));
    down(query, "low", "d.corrupt", Limits.RESOURCE_DEPTH);
    return FoundIds.of(
            flat(), " SELECT ", "d.i", Query.of("low d"), Query.of("d.t = '" + type + "'"))
        .with(query)
        .flag(Query.of("d.corrupt"), "corrupt");
  }

  /** The denials on resources of the type themselves, as {@link #denied}. */
  public FoundIds deniedItself(String type) {
    return onGrants("SELECT DISTINCT ", 1, type).flag(corrupt(), "corrupt");
  }

  private Query corrupt() {
    return reach.taking().isEmpty()
        ? Query.of("1")
        : roles(Query.of("CASE WHEN g.role IN "), reach.taking()).add(" THEN 0 ELSE 1 END");
  }

  /** The registered resources of the type with a parent that has at least so many ancestors. */
  public FoundIds tooDeep(String type, int depth) {
    Query query =
        Query.of(
            "WITH RECURSIVE seed(t, i) AS (SELECT DISTINCT c.parent_type, c.parent_id"
                + " FROM bailiwick_resource c WHERE c.tenant = ? AND c.resource_type = '"
                + type
                + "' AND c.parent_type IS NOT NULL), ",
            tenant());
    up(query, "seed s");
    Query from =
        Query.of(
            "bailiwick_resource c JOIN (SELECT u.t0 AS t, u.i0 AS i"
                + " FROM up u WHERE u.depth >= ? UNION SELECT s.t, s.i FROM seed s"
                + " WHERE s.t IN ('org', 'team')) b ON c.parent_type = b.t AND c.parent_id = "
                + dialect.keyOf("b.i"),
            (long) depth);
    Query where = Query.of("c.tenant = ? AND c.resource_type = '" + type + "'", tenant());
    return FoundIds.of(flat(), " SELECT ", "c.resource_id", from, where).with(query);
  }

  /** From each seed that is registered to each of its ancestors, and one beyond the limit. */
  private void up(Query query, String seed) {
    query.add(
        "up(t0, i0, t, i, depth) AS (SELECT s.t, s.i, r.parent_type, r.parent_id, "
            + STEP
            + " FROM "
            + seed
            + " JOIN bailiwick_resource r ON r.tenant = ? AND r.resource_type = s.t"
            + " AND r.resource_id = "
            + dialect.keyOf("s.i")
            + " WHERE r.parent_type IS NOT NULL"
            + " UNION ALL SELECT u.t0, u.i0, r.parent_type, r.parent_id, u.depth + "
            + STEP
            + " FROM up u JOIN bailiwick_resource r ON r.tenant = ? AND r.resource_type = u.t"
            + " AND r.resource_id = "
            + dialect.keyOf("u.i")
            + " WHERE r.parent_type IS NOT NULL AND u.depth <= ?)",
        tenant(),
        tenant(),
        (long) Limits.RESOURCE_DEPTH);
  }

  /** From the rows of the query so far to all registered resources below them. */
  private void down(Query query, String name, String flag, int depth) {
    query.add(
        " UNION ALL SELECT r.resource_type, r.resource_id, "
            + flag
            + ", d.depth + 1 FROM "
            + name
            + " d JOIN bailiwick_resource r ON r.tenant = ?"
            + " AND r.parent_type = d.t AND r.parent_id = "
            + dialect.keyOf("d.i")
            + " WHERE d.depth < ?)",
        tenant(),
        (long) depth);
  }

  private Query grants(String columns, int effect) {
    return Query.of("SELECT " + columns + " FROM bailiwick_grant g WHERE ").add(inForce(effect));
  }

  /** The grants or denials that are in force, reach the user and count. */
  private Query inForce(int effect) {
    Query query = Query.of("g.tenant = ?", tenant());
    Accessors.match(query, accessors(effect), size == FilterSize.FEW ? expectFew() : new Query());
    query.add(" AND g.effect = " + effect);
    if (effect == 0) {
      roles(query.add(" AND g.role IN "), reach.giving());
    } else {
      roles(query, " AND g.role NOT IN ", reach.sparing());
      if (reach.extent() == Reach.Extent.ALL) {
        roles(query, " AND g.role NOT IN ", reach.taking());
      }
    }
    long now = Row.micros(reach.now());
    return query.add(
        " AND (g.valid_from IS NULL OR g.valid_from <= ?)"
            + " AND (g.valid_until IS NULL OR g.valid_until > ?)",
        now,
        now);
  }

  private ImmutableSet<Accessor> accessors(int effect) {
    return effect == 0 && !reach.silent().isEmpty()
        ? Sets.difference(reach.accessors(), reach.silent()).immutableCopy()
        : reach.accessors();
  }

  /**
   * A condition that is always true, but makes PostgreSQL expect few grants of any user. After
   * several executions it no longer plans for each value, and would plan for the number of grants
   * of an average user.
   */
  private static Query expectFew() {
    return Query.of(
        " AND g.accessor_kind BETWEEN ? AND ? AND g.accessor_id BETWEEN ? AND ?",
        0L,
        (long) Short.MAX_VALUE,
        0L,
        Long.MAX_VALUE);
  }

  private static void roles(Query query, String condition, Collection<Role> roles) {
    if (!roles.isEmpty()) {
      roles(query.add(condition), roles);
    }
  }

  private static Query roles(Query query, Collection<Role> roles) {
    return query.in(roles.isEmpty() ? List.of("") : roles.stream().map(Role::name).toList());
  }
}
