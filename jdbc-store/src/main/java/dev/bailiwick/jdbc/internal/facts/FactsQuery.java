package dev.bailiwick.jdbc.internal.facts;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Pairs;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One statement for all facts from which decisions about some users and some resources in a tenant
 * are made, at any depth of nesting of teams and resources. A nesting beyond the limits is cut off
 * one step after the limit, where the interpreter notices it.
 *
 * @param users the users of the decisions
 * @param resources the resources of the decisions, with every caller-supplied parent
 */
public record FactsQuery(Tenant tenant, Set<UserId> users, Set<ResourceId> resources) {
  /** More roles of an org's own than this are looked up one by one. */
  public static final int ROLES = 100;

  /** Marks a team through which grants reach a user. */
  public static final String HELD = "held";

  /** Reads the facts, each once or more often. */
  ImmutableList<Fact> facts(Sql sql) {
    return run(sql, query(sql, false));
  }

  /** Reads the facts, and the stamps of the tenants on which the facts about the subject depend. */
  public ImmutableList<Fact> stampedFacts(Sql sql) {
    return run(sql, query(sql, true));
  }

  private static ImmutableList<Fact> run(Sql sql, Query query) {
    ImmutableList<Fact> facts = sql.list(query, Fact::read);
    Optional<Fact> along =
        facts.stream().filter(fact -> fact.kind() == Fact.Kind.ALONG).findFirst();
    if (along.isEmpty()) {
      return facts;
    }
    along.flatMap(Fact::s1).ifPresent(sql::readAlong);
    return facts.stream()
        .filter(fact -> fact.kind() != Fact.Kind.ALONG)
        .collect(ImmutableList.toImmutableList());
  }

  /** The only user of the query, unless it asks about teams too. */
  public Optional<UserId> subject() {
    return users.size() == 1 && resources.stream().allMatch(id -> !id.builtIn() || isTenant(id))
        ? users.stream().findFirst()
        : Optional.empty();
  }

  /** Whether the query brings the grants on the org itself, if it is about an org. */
  public boolean asksAboutTenant() {
    return !(tenant instanceof OrgId org) || resources.contains(org.key());
  }

  private boolean isTenant(ResourceId id) {
    return tenant instanceof OrgId org && id.equals(org.key());
  }

  /** The numbers of the teams among some resources. */
  public static ImmutableList<Long> teams(Collection<ResourceId> resources) {
    return resources.stream()
        .filter(id -> id.type().equals(ResourceId.TEAM) && id.id().matches("[1-9][0-9]{0,17}"))
        .map(id -> Long.valueOf(id.id()))
        .collect(ImmutableList.toImmutableList());
  }

  /** The resources that can be registered: all except orgs and teams. */
  public ImmutableList<ResourceId> registrable() {
    return resources.stream().filter(id -> !id.builtIn()).collect(ImmutableList.toImmutableList());
  }

  /** The condition that a grant is on a parent on the path. */
  public static Query above(Query query, Dialect dialect, long number) {
    return query.add(
        "g.tenant = ? AND g.resource_type = l.parent_type AND g.resource_id = "
            + dialect.keyOf("l.parent_id"),
        number);
  }

  private Query query(Sql sql, boolean stamped) {
    Dialect dialect = sql.dialect();
    long number = Row.number(tenant);
    ImmutableList<ResourceId> registrable = registrable();
    Query query = Query.of("WITH RECURSIVE ");
    if (!registrable.isEmpty()) {
      line(query, dialect, number, registrable);
      query.add(", ");
    }
    if (!users.isEmpty()) {
      nest(query, number);
      query.add(", ");
    }
    query.add("accessor(kind, id) AS (SELECT 3, 0");
    if (tenant instanceof OrgId) {
      query.add(" UNION ALL SELECT 2, o.id FROM bailiwick_org o WHERE o.id = ?", number);
    }
    if (!users.isEmpty()) {
      accessors(query, dialect);
      if (tenant instanceof OrgId) {
        users(
                query.add(
                    " UNION ALL SELECT DISTINCT 2, m.org" + SHARED + " AND m.user_id IN ", number))
            .add(" AND m.active AND NOT o.deleted");
      }
      query.add(" UNION ALL SELECT DISTINCT 1, n.team FROM nest n");
    }
    query.add(")");
    people(query, sql, number);
    things(query, dialect, number, !registrable.isEmpty());
    if (stamped) {
      String none = dialect.noKey();
      Set<Long> tenants = new TreeSet<>(users.stream().map(UserId::value).toList());
      tenants.add(number);
      query
          .add(STAMP.formatted(none, none) + " FROM bailiwick_tenant t WHERE t.id IN ")
          .in(tenants);
      query.add(
          STAMP.formatted(none, none)
              + " FROM accessor a JOIN bailiwick_tenant t ON t.id = a.id WHERE a.kind = 2");
    }
    return query;
  }

  private static final String SHARED =
      " FROM bailiwick_membership m JOIN bailiwick_org o ON o.id = m.org WHERE EXISTS"
          + " (SELECT 1 FROM bailiwick_org t WHERE t.id = ? AND t.sharing)";

  private Query users(Query query) {
    return query.in(users.stream().map(UserId::value).toList());
  }

  /** The users as accessors. */
  private void accessors(Query query, Dialect dialect) {
    if (users.size() > 1 && dialect.readsListsForEachRow()) {
      query.add(" UNION ALL SELECT 0, u.id FROM (VALUES ");
      String separator = "(";
      for (UserId user : users) {
        query.add(separator + dialect.parameter(user.value()) + ")", user.value());
        separator = ", (";
      }
      query.add(") u(id)");
    } else {
      users(query.add(" UNION ALL SELECT 0, u.id FROM bailiwick_user u WHERE u.id IN "));
    }
  }

  /** The teams of which a user is a member, and their ancestors. */
  private void nest(Query query, long number) {
    users(
            query.add(
                "nest(team, depth) AS (SELECT DISTINCT s.team, 0"
                    + " FROM bailiwick_seat s WHERE s.tenant = ? AND s.user_id IN ",
                number))
        .add(
            " UNION ALL SELECT t.parent, n.depth + 1 FROM nest n"
                + " JOIN bailiwick_team t ON t.tenant = ? AND t.id = n.team"
                + " WHERE t.parent IS NOT NULL AND n.depth <= ?)",
            number,
            Limits.TEAM_DEPTH);
  }

  /** The registered resources, and their registered ancestors. */
  public static void line(Query query, Dialect dialect, long number, List<ResourceId> things) {
    Pairs pairs = Pairs.of(dialect, things);
    query.add(
        "line(resource_type, resource_id, owner, version, parent_type, parent_id, depth)"
            + " AS (SELECT r.resource_type, r.resource_id, r.owner, r.version, r.parent_type,"
            + " r.parent_id, 0 FROM bailiwick_resource r");
    pairs.matchResource(pairs.join(query).add(" WHERE r.tenant = ? AND ", number), "r");
    query.add(
        " UNION ALL SELECT r.resource_type, r.resource_id, r.owner, r.version, r.parent_type,"
            + " r.parent_id, l.depth + 1 FROM line l JOIN bailiwick_resource r"
            + " ON r.tenant = ? AND r.resource_type = l.parent_type AND r.resource_id = "
            + dialect.keyOf("l.parent_id")
            + " WHERE l.depth <= ?)",
        number,
        Limits.RESOURCE_DEPTH);
  }

  private void people(Query query, Sql sql, long number) {
    String none = sql.dialect().noKey();
    Optional<String> along = sql.dueColumn();
    Set<Long> people = new TreeSet<>(users.stream().map(UserId::value).toList());
    if (tenant instanceof UserId) {
      people.add(number);
    }
    query.add(
        " SELECT 'ALONG', 0, 0, 0, 0, 0, "
            + along.orElse("''")
            + ", "
            + none
            + ", '', "
            + none
            + " FROM bailiwick_store WHERE "
            + (along.isPresent() ? "id = 1" : "1 = 0"));
    if (!people.isEmpty()) {
      query
          .add(
              " UNION ALL SELECT 'USER', u.id, CASE WHEN u.locked THEN 1 ELSE 0 END, u.stamp, COALESCE(u.service_of, 0), 0,"
                  + " u.status, "
                  + none
                  + ", '', "
                  + none
                  + " FROM bailiwick_user u WHERE u.id IN ")
          .in(people);
    }
    if (tenant instanceof OrgId) {
      query.add(
          " UNION ALL SELECT 'ORG', o.id, o.owner, CASE WHEN o.sharing THEN 1 ELSE 0 END,"
              + " CASE WHEN o.deleted THEN 1 ELSE 0 END, o.suspension, o.members_default_role, "
              + none
              + ", '', "
              + none
              + " FROM bailiwick_org o WHERE o.id = ?",
          number);
      query.add(
          " UNION ALL (SELECT 'ROLE', 0, 0, 0, 0, 0, r.name, "
              + none
              + ", r.permissions, "
              + none
              + " FROM bailiwick_role r WHERE r.org = ? LIMIT ?)",
          number,
          ROLES + 1);
      if (!users.isEmpty()) {
        String membership =
            " UNION ALL SELECT 'MEMBERSHIP', m.org, m.user_id, CASE WHEN m.admin THEN 1 ELSE 0 END,"
                + " CASE WHEN m.active THEN 1 ELSE 0 END,"
                + " CASE WHEN o.deleted THEN 1 WHEN o.suspension > 0 THEN 2 ELSE 0 END, '', "
                + none
                + ", '', "
                + none;
        users(
            query.add(
                membership
                    + " FROM bailiwick_membership m JOIN bailiwick_org o ON o.id = m.org"
                    + " WHERE m.org = ? AND m.user_id IN ",
                number));
        users(query.add(membership + SHARED + " AND m.org <> ? AND m.user_id IN ", number, number));
      }
    }
    if (!users.isEmpty()) {
      users(
          query.add(
              " UNION ALL SELECT 'SEAT', s.user_id, s.team, CASE WHEN s.admin THEN 1 ELSE 0 END,"
                  + " 0, 0, '', "
                  + none
                  + ", '', "
                  + none
                  + " FROM bailiwick_seat s WHERE s.tenant = ? AND s.user_id IN ",
              number));
      query.add(
          TEAM.formatted(HELD, none, none)
              + " FROM (SELECT DISTINCT team FROM nest) n"
              + " JOIN bailiwick_team t ON t.tenant = ? AND t.id = n.team",
          number);
    }
  }

  /** The resources and the grants on them. */
  private void things(Query query, Dialect dialect, long number, boolean registrable) {
    String none = dialect.noKey();
    List<Long> teams = teams(resources);
    if (!teams.isEmpty()) {
      query.add(TEAM.formatted("", none, none) + " FROM bailiwick_team t WHERE t.id IN ").in(teams);
    }
    if (!resources.isEmpty()) {
      Pairs pairs = Pairs.of(dialect, resources);
      query.add(GRANT + " FROM bailiwick_grant g" + TO_ACCESSOR);
      pairs.matchResource(pairs.join(query).add(" WHERE g.tenant = ? AND ", number), "g");
    }
    if (registrable) {
      query.add(
          " UNION ALL SELECT 'RESOURCE', r.owner, MIN(r.depth), r.version, 0, 0, r.resource_type,"
              + " r.resource_id, r.parent_type, r.parent_id FROM "
              + LINE);
      query.add(GRANT + " FROM " + PARENTS + " JOIN bailiwick_grant g ON ");
      above(query, dialect, number).add(TO_ACCESSOR);
    }
  }

  private static final String TO_ACCESSOR =
      " JOIN accessor a ON a.kind = g.accessor_kind AND a.id = g.accessor_id";

  /** The line, {@code r}, each resource once. */
  public static final String LINE =
      "line r GROUP BY r.owner, r.version, r.resource_type, r.resource_id, r.parent_type, r.parent_id";

  /** The parents in the line, {@code l}, each once. */
  public static final String PARENTS =
      "(SELECT DISTINCT parent_type, parent_id FROM line WHERE parent_type IS NOT NULL) l";

  private static final String STAMP =
      " UNION ALL SELECT 'STAMP', t.id, t.structure, t.shape, 0, 0, '', %s, '', %s";
  private static final String TEAM =
      " UNION ALL SELECT 'TEAM', t.id, t.tenant, t.tenant_kind, t.owner, t.parent, '%s', %s, '', %s";
  private static final String GRANT =
      " UNION ALL SELECT 'GRANT', g.accessor_kind, g.accessor_id, g.effect, g.valid_from, g.valid_until,"
          + " g.resource_type, g.resource_id, g.role, g.resource_id";
}
