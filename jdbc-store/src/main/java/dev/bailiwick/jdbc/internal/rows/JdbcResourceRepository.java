package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Multimaps;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.ResourceRepository;
import dev.bailiwick.store.Slice;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Reads the registered resources of a snapshot. */
public class JdbcResourceRepository implements ResourceRepository {
  private static final String RESOURCES =
      "SELECT resource_type, resource_id, owner, parent_type, parent_id, version"
          + " FROM bailiwick_resource WHERE tenant = ?";

  private final RowSource rows;

  public JdbcResourceRepository(RowSource rows) {
    this.rows = rows;
  }

  @Override
  public Optional<Resource> find(Tenant tenant, ResourceId id) {
    return rows.fetchedFacts(tenant)
        .flatMap(facts -> facts.fetchedResource(id))
        .orElseGet(
            () -> rows.caches().resources.find(new RowKey<>(tenant, id), () -> one(tenant, id)));
  }

  private Optional<Resource> one(Tenant tenant, ResourceId id) {
    return rows.find(
        Query.of(
            RESOURCES + " AND resource_type = ? AND resource_id = ?",
            Row.number(tenant),
            id.type(),
            new Query.Key(id.id())),
        row -> resource(tenant, row));
  }

  @Override
  public ImmutableMap<ResourceId, Resource> findAll(Tenant tenant, Collection<ResourceId> ids) {
    ImmutableMap.Builder<ResourceId, Resource> found = ImmutableMap.builder();
    Multimaps.index(new LinkedHashSet<>(ids), ResourceId::type)
        .asMap()
        .forEach(
            (type, all) -> {
              for (List<ResourceId> some : Iterables.partition(all, Sql.CHUNK)) {
                rows.list(
                        Query.of(
                                RESOURCES + " AND resource_type = ? AND resource_id IN ",
                                Row.number(tenant),
                                type)
                            .in(some.stream().map(id -> new Query.Key(id.id())).toList()),
                        row -> resource(tenant, row))
                    .forEach(resource -> found.put(resource.id(), resource));
              }
            });
    return found.buildOrThrow();
  }

  @Override
  public ImmutableList<Resource> children(
      Tenant tenant, ResourceId parent, Slice<ResourceId> slice) {
    return resources(
        tenant,
        Query.of(
            RESOURCES + " AND parent_type = ? AND parent_id = ?",
            Row.number(tenant),
            parent.type(),
            new Query.Key(parent.id())),
        slice);
  }

  @Override
  public ImmutableList<Resource> ownedBy(Tenant tenant, UserId owner, Slice<ResourceId> slice) {
    return resources(
        tenant, Query.of(RESOURCES + " AND owner = ?", Row.number(tenant), owner.value()), slice);
  }

  @Override
  public ImmutableList<Resource> list(Tenant tenant, Slice<ResourceId> slice) {
    return resources(tenant, Query.of(RESOURCES, Row.number(tenant)), slice);
  }

  private ImmutableList<Resource> resources(Tenant tenant, Query query, Slice<ResourceId> slice) {
    slice
        .after()
        .ifPresent(
            after ->
                query.add(
                    // The first half says nothing new, but an index can use it.
                    " AND resource_type >= ? AND (resource_type, resource_id) > (?, ?)",
                    after.type(),
                    after.type(),
                    new Query.Key(after.id())));
    return rows.listOnce(
        query.add(" ORDER BY resource_type, resource_id LIMIT ?", slice.limit()),
        row -> resource(tenant, row));
  }

  private static Resource resource(Tenant tenant, Row row) throws java.sql.SQLException {
    return new Resource(tenant, row.id(), row.user(), row.idIfAny(), row.number());
  }

  /** Whether resources were ever registered in a tenant. */
  public boolean anyRegistered(Tenant tenant) {
    return rows
        .listOnce(
            Query.of("SELECT shape FROM bailiwick_tenant WHERE id = ?", Row.number(tenant)),
            Row::number)
        .stream()
        .allMatch(shape -> shape > 0);
  }
}
