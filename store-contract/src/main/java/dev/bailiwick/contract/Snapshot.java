package dev.bailiwick.contract;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.org.Org;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a store has come: the revision and the log of every person and org. Two that are equal
 * show that nothing was written in between.
 *
 * @param revisions of every tenant
 * @param logs of every tenant, newest first
 */
record Snapshot(
    ImmutableMap<Tenant, Long> revisions, ImmutableMap<Tenant, ImmutableList<AuditEntry>> logs) {
  static Snapshot of(Store store) {
    return store.read(Consistency.latest(), Snapshot::of);
  }

  private static Snapshot of(View view) {
    Iterable<Tenant> tenants =
        Iterables.concat(
            Slices.all(view.users()::list, User::id).map(User::id).toList(),
            Slices.all(view.orgs()::list, Org::id).map(Org::id).toList());
    Map<Tenant, Long> revisions = new HashMap<>();
    Map<Tenant, ImmutableList<AuditEntry>> logs = new HashMap<>();
    for (Tenant tenant : tenants) {
      revisions.put(tenant, view.revision(tenant));
      logs.put(
          tenant,
          Slices.<Long, AuditEntry>all(
                  slice -> view.audit().list(tenant, Optional.empty(), AuditFilter.all(), slice),
                  AuditEntry::number)
              .collect(ImmutableList.toImmutableList()));
    }
    return new Snapshot(ImmutableMap.copyOf(revisions), ImmutableMap.copyOf(logs));
  }

  long revision(Tenant tenant) {
    return revisions.getOrDefault(tenant, 0L);
  }

  /** The entries that are here and were not in an earlier one. */
  ImmutableList<AuditEntry> since(Snapshot before) {
    ImmutableList.Builder<AuditEntry> added = ImmutableList.builder();
    logs.forEach(
        (tenant, log) ->
            log.stream()
                .limit(log.size() - before.logs.getOrDefault(tenant, ImmutableList.of()).size())
                .forEach(added::add));
    return added.build();
  }
}
