package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.ResourceRepository;
import java.util.Collection;
import java.util.Optional;

/** Writes the registered resources of a unit of work. */
public final class JdbcResourceWriter extends JdbcResourceRepository
    implements ResourceRepository.Writer {
  private final RowTarget target;

  public JdbcResourceWriter(RowTarget target) {
    super(target);
    this.target = target;
  }

  @Override
  public void save(Resource resource) {
    target.change(Table.RESOURCES, resource.tenant());
    target.registers(ImmutableList.of(resource));
    RowKey<Tenant, ResourceId> row = new RowKey<>(resource.tenant(), resource.id());
    target.writeLater(Table.RESOURCES, row, upsert(resource));
    target.caches().resources.put(row, resource);
  }

  @Override
  public void saveAll(Collection<Resource> resources) {
    resources.stream()
        .map(Resource::tenant)
        .distinct()
        .forEach(t -> target.change(Table.RESOURCES, t));
    target.registers(resources);
    target.updateAll(resources.stream().map(this::upsert).toList());
    resources.forEach(
        resource ->
            target
                .caches()
                .resources
                .put(new RowKey<>(resource.tenant(), resource.id()), resource));
  }

  private Query upsert(Resource resource) {
    return Query.of(
        target
            .dialect()
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
    target.change(Table.RESOURCES, resource.tenant());
    RowKey<Tenant, ResourceId> row = new RowKey<>(resource.tenant(), resource.id());
    target.writeLater(
        Table.RESOURCES,
        row,
        Query.of(
            "DELETE FROM bailiwick_resource"
                + " WHERE tenant = ? AND resource_type = ? AND resource_id = ?",
            Row.number(resource.tenant()),
            resource.id().type(),
            new Query.Key(resource.id().id())));
    target.caches().resources.put(row, Optional.empty());
  }
}
