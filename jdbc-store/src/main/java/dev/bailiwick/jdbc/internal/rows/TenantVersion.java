package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a tenant's row by which a change is noticed. A unit of work changes one or both of
 * them in every tenant that it locks.
 */
public record TenantVersion(long revision, long structure) {
  public static TenantVersion read(Row row) throws SQLException {
    return new TenantVersion(row.number(), row.number());
  }

  /** Returns the versions of the tenants that have a row. */
  public static ImmutableMap<Tenant, TenantVersion> of(RowSource rows, Set<Tenant> tenants) {
    RowCache<Tenant, TenantVersion> known = rows.caches().tenants;
    List<Tenant> missing = tenants.stream().filter(t -> known.known(t).isEmpty()).toList();
    for (List<Tenant> some : Iterables.partition(missing, Sql.CHUNK)) {
      some.forEach(tenant -> known.put(tenant, Optional.empty()));
      rows.list(
              Query.of("SELECT kind, id, revision, structure FROM bailiwick_tenant WHERE id IN ")
                  .in(some.stream().map(Row::number).toList()),
              row -> Map.entry(row.tenant(), TenantVersion.read(row)))
          .forEach(there -> known.put(there.getKey(), there.getValue()));
    }
    return known(rows.caches(), tenants);
  }

  /** Returns the versions of the tenants that have a row, as far as they were read before. */
  public static ImmutableMap<Tenant, TenantVersion> known(RowCaches caches, Set<Tenant> tenants) {
    ImmutableMap.Builder<Tenant, TenantVersion> versions = ImmutableMap.builder();
    for (Tenant tenant : tenants) {
      caches
          .tenants
          .known(tenant)
          .flatMap(row -> row)
          .ifPresent(version -> versions.put(tenant, version));
    }
    return versions.buildOrThrow();
  }
}
