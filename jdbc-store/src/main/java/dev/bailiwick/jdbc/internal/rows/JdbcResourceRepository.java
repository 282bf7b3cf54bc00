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
import dev.bailiwick.jdbc.internal.unit.JdbcView;
import dev.bailiwick.jdbc.internal.unit.JdbcView.Table;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.ResourceRepository;
import dev.bailiwick.store.Slice;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The registered resources of a view. */
public record JdbcResourceRepository(JdbcView view) implements ResourceRepository.Writer {
  private static final String RESOURCES =
      "SELECT resource_type, resource_id, owner, parent_type, parent_id, version"
          + " FROM bailiwick_resource WHERE tenant = ?";

  @Override
  public Optional<Resource> find(Tenant tenant, ResourceId id) {
    return view.knownFacts(tenant)
        .flatMap(facts -> facts.fetchedResource(id))
        .orElseGet(
            () -> view.found(Table.RESOURCES, List.<Object>of(tenant, id), () -> one(tenant, id)));
  }

  private Optional<Resource> one(Tenant tenant, ResourceId id) {
    return view.sql()
        .find(
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
                view.sql()
                    .list(
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
    return view.list(
        query.add(" ORDER BY resource_type, resource_id LIMIT ?", slice.limit()),
        row -> resource(tenant, row));
  }

  private static Resource resource(Tenant tenant, Row row) throws java.sql.SQLException {
    return new Resource(tenant, row.id(), row.user(), row.idIfAny(), row.number());
  }

  @Override
  public void save(Resource resource) {
    view.write(Table.RESOURCES, resource.tenant());
    view.registers(ImmutableList.of(resource));
    List<Object> row = List.of(resource.tenant(), resource.id());
    view.writeLater(Table.RESOURCES, row, upsert(resource));
    view.remember(Table.RESOURCES, row, Optional.of(resource));
  }

  @Override
  public void saveAll(Collection<Resource> resources) {
    resources.stream()
        .map(Resource::tenant)
        .distinct()
        .forEach(t -> view.write(Table.RESOURCES, t));
    view.registers(resources);
    view.sql().updateAll(resources.stream().map(this::upsert).toList());
    resources.forEach(
        resource ->
            view.remember(
                Table.RESOURCES,
                List.<Object>of(resource.tenant(), resource.id()),
                Optional.of(resource)));
  }

  private Query upsert(Resource resource) {
    return Query.of(
        view.dialect()
            .upsert(
                "bailiwick_resource",
                ImmutableList.of("tenant", "resource_type", "resource_id"),
                ImmutableList.of("owner", "parent_type", "parent_id", "version")),
        Row.number(resource.tenant()),
        resource.id().type(),
        new Query.Key(resource.id().id()),
        resource.owner().value(),
        resource.parent().map(ResourceId::type).orElse(null),
        resource.parent().map(parent -> new Query.Key(parent.id())).orElse(null),
        resource.version());
  }

  @Override
  public void delete(Resource resource) {
    view.write(Table.RESOURCES, resource.tenant());
    List<Object> row = List.of(resource.tenant(), resource.id());
    view.writeLater(
        Table.RESOURCES,
        row,
        Query.of(
            "DELETE FROM bailiwick_resource"
                + " WHERE tenant = ? AND resource_type = ? AND resource_id = ?",
            Row.number(resource.tenant()),
            resource.id().type(),
            new Query.Key(resource.id().id())));
    view.remember(Table.RESOURCES, row, Optional.empty());
  }
}
