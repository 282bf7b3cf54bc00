package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows of tenants. */
public record TenantRows(RowSource rows) {
  /** Returns the versions of the tenants that have a row. */
  public ImmutableMap<Tenant, TenantVersion> versions(Set<Tenant> tenants) {
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
