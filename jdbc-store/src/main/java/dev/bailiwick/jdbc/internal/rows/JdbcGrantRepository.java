package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Multimaps;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.jdbc.internal.sql.Accessors;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Pairs;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.GrantRepository;
import dev.bailiwick.store.Slice;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Reads the grants of a snapshot. */
public class JdbcGrantRepository implements GrantRepository {
  /** The columns of a grant, in the order in which {@link #grant} reads them. */
  public static final String COLUMNS =
      "resource_type, resource_id, accessor_kind, accessor_id, role, effect, valid_from,"
          + " valid_until";

  /** How many keys are searched for at once: a database plans for each of them. */
  private static final int SEARCHED = 100;

  private static final String KEY =
      "resource_type, resource_id, accessor_kind, accessor_id, role, effect";
  private static final String ALL = "SELECT " + COLUMNS + " FROM bailiwick_grant";
  private static final String GRANTS = ALL + " WHERE tenant = ?";
  private static final String ON = GRANTS + " AND resource_type = ? AND resource_id = ?";
  static final String ONE =
      " AND accessor_kind = ? AND accessor_id = ? AND role = ? AND effect = ?";

  private final RowSource rows;

  public JdbcGrantRepository(RowSource rows) {
    this.rows = rows;
  }

  @Override
  public Optional<Grant> find(Tenant tenant, Grant.Key key) {
    return rows.fetchedFacts(tenant)
        .flatMap(facts -> facts.fetchedGrant(key))
        .orElseGet(
            () -> rows.caches().grants.find(new RowKey<>(tenant, key), () -> one(tenant, key)));
  }

  private Optional<Grant> one(Tenant tenant, Grant.Key key) {
    return rows.find(
        on(ON, tenant, key.resource())
            .add(
                ONE,
                Accessors.kind(key.accessor()),
                Accessors.number(key.accessor()),
                key.role().name(),
                Accessors.effect(key.effect())),
        row -> grant(tenant, row));
  }

  @Override
  public ImmutableMap<Grant.Key, Grant> findAll(Tenant tenant, Collection<Grant.Key> keys) {
    record Kind(String type, int accessor, Role role, Effect effect) {}
    Dialect dialect = rows.dialect();
    int searched = dialect.joinsValues() ? Sql.CHUNK : SEARCHED;
    ImmutableMap.Builder<Grant.Key, Grant> found = ImmutableMap.builder();
    Multimaps.index(
            new LinkedHashSet<>(keys),
            key ->
                new Kind(
                    key.resource().type(),
                    Accessors.kind(key.accessor()),
                    key.role(),
                    key.effect()))
        .asMap()
        .forEach(
            (kind, all) -> {
              for (List<Grant.Key> some : Iterables.partition(all, searched)) {
                Pairs pairs =
                    Pairs.of(
                        dialect,
                        some,
                        key -> new Query.Key(key.resource().id()),
                        key -> Accessors.number(key.accessor()));
                Query query =
                    pairs
                        .join(Query.of(ALL))
                        .add(
                            " WHERE tenant = ? AND resource_type = ? AND accessor_kind = ?"
                                + " AND role = ? AND effect = ? AND ",
                            Row.number(tenant),
                            kind.type(),
                            kind.accessor(),
                            kind.role().name(),
                            Accessors.effect(kind.effect()));
                pairs.match(query, "resource_id", "accessor_id");
                rows.list(query, row -> grant(tenant, row))
                    .forEach(grant -> found.put(grant.key(), grant));
              }
            });
    return found.buildOrThrow();
  }

  @Override
  public ImmutableList<Grant> on(Tenant tenant, ResourceId resource, Slice<Grant.Key> slice) {
    Query query = on(ON, tenant, resource);
    // A slice that goes on from another resource has all of this one, or nothing.
    if (slice.after().filter(key -> key.resource().compareTo(resource) > 0).isPresent()) {
      return ImmutableList.of();
    }
    slice
        .after()
        .filter(key -> key.resource().equals(resource))
        .ifPresent(
            key ->
                query.add(
                    " AND accessor_kind >= ?"
                        + " AND (accessor_kind, accessor_id, role, effect) > (?, ?, ?, ?)",
                    Accessors.kind(key.accessor()),
                    Accessors.kind(key.accessor()),
                    Accessors.number(key.accessor()),
                    key.role().name(),
                    Accessors.effect(key.effect())));
    return grants(
        tenant, query.add(" ORDER BY accessor_kind, accessor_id, role, effect"), slice.limit());
  }

  @Override
  public ImmutableList<Grant> to(Tenant tenant, Accessor accessor, Slice<Grant.Key> slice) {
    Query query =
        Query.of(
            GRANTS + " AND accessor_kind = ? AND accessor_id = ?",
            Row.number(tenant),
            Accessors.kind(accessor),
            Accessors.number(accessor));
    return grants(tenant, after(query, slice).add(" ORDER BY " + KEY), slice.limit());
  }

  @Override
  public ImmutableList<Grant> list(Tenant tenant, Slice<Grant.Key> slice) {
    Query query = Query.of(GRANTS, Row.number(tenant));
    return grants(tenant, after(query, slice).add(" ORDER BY " + KEY), slice.limit());
  }

  private static Query after(Query query, Slice<Grant.Key> slice) {
    slice
        .after()
        .ifPresent(
            key ->
                query.add(
                    " AND resource_type >= ? AND (" + KEY + ") > (?, ?, ?, ?, ?, ?)",
                    key.resource().type(),
                    key.resource().type(),
                    new Query.Key(key.resource().id()),
                    Accessors.kind(key.accessor()),
                    Accessors.number(key.accessor()),
                    key.role().name(),
                    Accessors.effect(key.effect())));
    return query;
  }

  private ImmutableList<Grant> grants(Tenant tenant, Query query, int limit) {
    return rows.listOnce(query.add(" LIMIT ?", limit), row -> grant(tenant, row));
  }

  @Override
  public ImmutableList<Accessor> accessors(Tenant tenant, Slice<Accessor> slice) {
    Query query =
        Query.of(
            "SELECT DISTINCT accessor_kind, accessor_id FROM bailiwick_grant WHERE tenant = ?",
            Row.number(tenant));
    slice
        .after()
        .ifPresent(
            after ->
                query.add(
                    " AND accessor_kind >= ? AND (accessor_kind, accessor_id) > (?, ?)",
                    Accessors.kind(after),
                    Accessors.kind(after),
                    Accessors.number(after)));
    return rows.listOnce(
        query.add(" ORDER BY accessor_kind, accessor_id LIMIT ?", slice.limit()),
        row -> Accessors.of(row.number(), row.number()));
  }

  @Override
  public ImmutableList<Tenant> tenants(Accessor accessor, Slice<Tenant> slice) {
    Query query =
        Query.of(
            "SELECT DISTINCT tenant_kind, tenant FROM bailiwick_grant"
                + " WHERE accessor_kind = ? AND accessor_id = ?",
            Accessors.kind(accessor),
            Accessors.number(accessor));
    slice
        .after()
        .ifPresent(
            after ->
                query.add(
                    " AND tenant_kind >= ? AND (tenant_kind, tenant) > (?, ?)",
                    Row.kind(after),
                    Row.kind(after),
                    Row.number(after)));
    // Read anew under a lock: a grant in another tenant does not move its accessor.
    return rows.list(
        query.add(" ORDER BY tenant_kind, tenant LIMIT ?", slice.limit()), Row::tenant);
  }

  public static Grant grant(Tenant tenant, Row row) throws SQLException {
    ResourceId resource = row.id();
    Accessor accessor = Accessors.of(row.number(), row.number());
    Role role = new Role(row.text());
    Effect effect = Accessors.effect(row.number());
    return Grant.of(
        tenant,
        new Grant.Key(resource, accessor, role, effect),
        new Window(row.instantIfAny(), row.instantIfAny()));
  }

  static Query on(String sql, Tenant tenant, ResourceId resource) {
    return Query.of(sql, Row.number(tenant), resource.type(), new Query.Key(resource.id()));
  }
}
