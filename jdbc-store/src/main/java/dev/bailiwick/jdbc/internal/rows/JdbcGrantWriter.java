package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Accessors;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.store.GrantRepository;
import java.util.Collection;
import java.util.Optional;

/** Writes the grants of a unit of work. */
public final class JdbcGrantWriter extends JdbcGrantRepository implements GrantRepository.Writer {
  private final RowTarget target;

  public JdbcGrantWriter(RowTarget target) {
    super(target);
    this.target = target;
  }

  @Override
  public void save(Grant grant) {
    write(ImmutableList.of(grant));
    RowKey<Tenant, Grant.Key> row = new RowKey<>(grant.tenant(), grant.key());
    target.writeLater(Table.GRANTS, row, upsert(grant));
    target.caches().grants.put(row, grant);
  }

  @Override
  public void saveAll(Collection<Grant> grants) {
    write(grants);
    target.updateAll(grants.stream().map(this::upsert).toList());
    grants.forEach(
        grant -> target.caches().grants.put(new RowKey<>(grant.tenant(), grant.key()), grant));
  }

  private void write(Collection<Grant> grants) {
    grants.stream().map(Grant::tenant).distinct().forEach(t -> target.change(Table.GRANTS, t));
    if (grants.stream().anyMatch(grant -> grant.resource().type().equals(ResourceId.ORG))) {
      target.changesStructure();
    }
  }

  private Query upsert(Grant grant) {
    Accessor accessor = grant.accessor();
    return Query.of(
        target
            .dialect()
            .upsert(
                "bailiwick_grant",
                ImmutableList.of(
                    "tenant",
                    "resource_type",
                    "resource_id",
                    "accessor_kind",
                    "accessor_id",
                    "role",
                    "effect"),
                ImmutableList.of(
                    "valid_from", "valid_until", "tenant_kind", "user_id", "team", "org")),
        Row.number(grant.tenant()),
        grant.resource().type(),
        new Query.Key(grant.resource().id()),
        Accessors.kind(accessor),
        Accessors.number(accessor),
        grant.role().name(),
        Accessors.effect(grant.effect()),
        Row.micros(grant.window().from()),
        Row.micros(grant.window().until()),
        Row.kind(grant.tenant()),
        accessor instanceof UserId user ? user.value() : null,
        accessor instanceof TeamId team ? team.value() : null,
        accessor instanceof OrgId org ? org.value() : null);
  }

  @Override
  public void delete(Grant grant) {
    write(ImmutableList.of(grant));
    RowKey<Tenant, Grant.Key> row = new RowKey<>(grant.tenant(), grant.key());
    target.writeLater(
        Table.GRANTS,
        row,
        on(
                "DELETE FROM bailiwick_grant"
                    + " WHERE tenant = ? AND resource_type = ? AND resource_id = ?",
                grant.tenant(),
                grant.resource())
            .add(
                ONE,
                Accessors.kind(grant.accessor()),
                Accessors.number(grant.accessor()),
                grant.role().name(),
                Accessors.effect(grant.effect())));
    target.caches().grants.put(row, Optional.empty());
  }
}
