package dev.bailiwick.jdbc.internal.unit;

import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import com.google.common.collect.Sets;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.jdbc.internal.rows.Table;
import dev.bailiwick.jdbc.internal.rows.TenantVersion;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.resource.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tenants of a unit of work, as locked, written to and created. */
final class TenantChanges {
  /** The number of tenants that one statement locks. */
  private static final int LOCKED = 500;

  private final Set<Tenant> locked = new TreeSet<>(Tenant.ORDER);
  private final Map<Tenant, TenantVersion> versions = new HashMap<>();
  private final Set<Tenant> created = new TreeSet<>(Tenant.ORDER);
  private final Set<Tenant> written = new TreeSet<>(Tenant.ORDER);
  private boolean changed;
  private boolean structural;
  private int shape;

  /** Takes the locks of tenants, persons ascending, then orgs ascending. */
  void lock(Sql sql, Set<Tenant> tenants) {
    locked.addAll(tenants);
    for (List<Tenant> some : Iterables.partition(locked, LOCKED)) {
      Query query = sql.dialect().locking(numbers(some, 0), numbers(some, 1));
      sql.list(query, row -> Map.entry(row.tenant(), TenantVersion.read(row))).stream()
          .filter(there -> locked.contains(there.getKey()))
          .forEach(there -> versions.put(there.getKey(), there.getValue()));
    }
  }

  private static List<Long> numbers(List<Tenant> tenants, int kind) {
    return tenants.stream().filter(t -> Row.kind(t) == kind).map(Row::number).toList();
  }

  Set<Tenant> locked() {
    return locked;
  }

  /** The locked tenants that exist, as they were when the lock was taken. */
  Map<Tenant, TenantVersion> versions() {
    return versions;
  }

  Set<Tenant> created() {
    return created;
  }

  boolean exists(Tenant tenant) {
    return versions.containsKey(tenant) || created.contains(tenant);
  }

  void create(Tenant tenant) {
    created.add(tenant);
  }

  /** The revision of a tenant that the unit has locked or created. */
  Optional<Long> revision(Tenant tenant) {
    return created.contains(tenant)
        ? Optional.of(0L)
        : Optional.ofNullable(versions.get(tenant)).map(TenantVersion::revision);
  }

  /**
   * Notes a change of rows.
   *
   * @throws IllegalStateException if the unit does not hold the lock of one of the tenants
   */
  void change(Table table, List<Tenant> tenants) {
    for (Tenant tenant : tenants) {
      if (!locked.contains(tenant) && !created.contains(tenant)) {
        throw new IllegalStateException("the unit of work does not hold the lock of " + tenant);
      }
    }
    changed = true;
    written.addAll(tenants);
    structural |= table.structural();
  }

  void changesStructure() {
    structural = true;
  }

  void registers(Collection<Resource> resources) {
    for (Resource resource : resources) {
      shape = Math.max(shape, resource.parent().isPresent() ? 2 : 1);
    }
  }

  /** Whether the unit has changed a row, of a tenant or not. */
  boolean hasChanges() {
    return changed;
  }

  /** Whether the unit has written to a tenant. */
  boolean hasWrites() {
    return !written.isEmpty();
  }

  /**
   * The last updates of the unit. They increment the revision of each tenant that was written to,
   * and give tenants their new structure and shape. Tenants that were only locked get a new
   * structure, too: another unit that waits for the lock has read data that this unit relies on, or
   * changes other data; and the nodes of a MariaDB cluster do not see each other's locks.
   *
   * @param conditional whether the last update must change rows, for a condition on it
   */
  List<Query> moves(long structure, boolean conditional) {
    Query move = Query.of("UPDATE bailiwick_tenant SET revision = revision + 1");
    if (structural) {
      move.add(", structure = ?", structure);
    }
    Query registering = Query.of("shape = GREATEST(shape, ?)", shape);
    if (shape > 0) {
      move.add(", ").add(registering);
    }
    Query mark = Query.of("UPDATE bailiwick_tenant SET structure = ?", structure);
    List<Query> moves = new ArrayList<>(of(mark, held()));
    if (shape > 0 || (conditional && moved().isEmpty())) {
      Query making = new Query().add(mark);
      if (shape > 0) {
        making.add(", ").add(registering);
      }
      moves.addAll(of(making, Sets.intersection(written, created)));
    }
    moves.addAll(of(move, moved()));
    return moves;
  }

  /** The number of rows that the last of the {@link #moves} changes. */
  int rowsOfLastMove() {
    Set<Tenant> last = moved().isEmpty() ? Sets.intersection(written, created) : moved();
    return (last.size() - 1) % Sql.CHUNK + 1;
  }

  /** The numbers of the tenants to which the moves give the new structure. */
  List<Long> restructured() {
    return (structural ? Sets.union(written, held()) : held()).stream().map(Row::number).toList();
  }

  private Set<Tenant> moved() {
    return Sets.difference(written, created);
  }

  private Set<Tenant> held() {
    return Sets.difference(versions.keySet(), written);
  }

  private static List<Query> of(Query update, Set<Tenant> tenants) {
    return Lists.partition(tenants.stream().map(Row::number).toList(), Sql.CHUNK).stream()
        .map(some -> new Query().add(update).add(" WHERE id IN ").in(some))
        .toList();
  }
}
