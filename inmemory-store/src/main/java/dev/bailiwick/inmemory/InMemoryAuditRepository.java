package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.AuditRepository;
import dev.bailiwick.store.Slice;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The audit log of a view. */
record InMemoryAuditRepository(InMemoryView view) implements AuditRepository.Writer {
  @Override
  public ImmutableList<AuditEntry> list(
      Tenant tenant, Optional<ResourceId> touching, AuditFilter filter, Slice<Long> slice) {
    State state = view.state();
    var entries =
        touching
            .or(() -> filter.by().map(ResourceId::of))
            .map(what -> state.logOf().of(what).of(tenant))
            .orElseGet(() -> state.log().of(tenant));
    return Table.limited(
        Table.after(entries, slice).values().stream()
            .filter(entry -> touching.map(entry.touches()::contains).orElse(true))
            .filter(filter::matches),
        slice);
  }

  @Override
  public ImmutableList<AuditEntry> listForward(
      Tenant tenant, AuditFilter filter, Slice<Long> slice) {
    // The log is kept newest first.
    var newer = view.state().log().of(tenant).headMap(slice.after().orElse(0L), false);
    return newer.descendingMap().values().stream()
        .filter(filter::matches)
        .limit(slice.limit())
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public void append(AuditEntry entry) {
    view.write(
        state -> {
          var log = state.log().of(entry.tenant());
          if (!log.isEmpty() && log.firstKey() >= entry.number()) {
            throw new IllegalStateException("the log of " + entry.tenant() + " is further on");
          }
          return with(state, entry);
        },
        entry.tenant());
  }

  @Override
  public void erase(UserId user) {
    view.write(
        state -> {
          State erased = state;
          for (var log : state.logOf().of(ResourceId.of(user)).groups().values()) {
            for (AuditEntry entry : log.values()) {
              erased = with(erased, entry.without(user));
            }
          }
          return erased;
        },
        user);
  }

  private static State with(State state, AuditEntry entry) {
    Set<ResourceId> of = new TreeSet<>(entry.touches());
    entry.actor().user().map(ResourceId::of).ifPresent(of::add);
    var logOf = state.logOf();
    for (ResourceId what : of) {
      logOf = logOf.with(what, entry.tenant(), entry.number(), entry);
    }
    return state.withLog(state.log().with(entry.tenant(), entry.number(), entry)).withLogOf(logOf);
  }
}
