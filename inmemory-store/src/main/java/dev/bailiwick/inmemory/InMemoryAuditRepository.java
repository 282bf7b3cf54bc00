package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Erasure;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.AuditRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.user.User;
import java.util.Collection;
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
  public void append(AuditEntry given) {
    AuditEntry entry = given.named(user -> view.users().find(user).map(User::fullName));
    view.write(
        state -> {
          var log = state.log().of(entry.tenant());
          if (!log.isEmpty() && log.firstKey() >= entry.number()) {
            throw new IllegalStateException("the log of " + entry.tenant() + " is further on");
          }
          return bounded(with(state, entry), entry.tenant());
        },
        entry.tenant());
  }

  /** Without the oldest entry, if there are more than the store keeps. */
  private State bounded(State state, Tenant tenant) {
    var log = state.log().of(tenant);
    return log.size() <= view.keptEntries() ? state : without(state, log.lastEntry().getValue());
  }

  @Override
  public void removeUpTo(OrgId org, long number) {
    view.write(
        state -> {
          State left = state;
          for (AuditEntry entry : state.log().of(org).tailMap(number, true).values()) {
            left = without(left, entry);
          }
          return left;
        },
        org);
  }

  @Override
  public void erase(UserId user, Erasure erasure) {
    eraseAll(ImmutableSet.of(user), erasure);
  }

  @Override
  public void eraseAll(Collection<UserId> users, Erasure erasure) {
    ImmutableSet<UserId> people = ImmutableSet.copyOf(users);
    view.write(
        state -> {
          Set<AuditEntry> touching = Sets.newIdentityHashSet();
          for (UserId user : people) {
            state.logOf().of(ResourceId.of(user)).groups().values().stream()
                .flatMap(log -> log.values().stream())
                .forEach(touching::add);
          }
          State erased = state;
          for (AuditEntry entry : touching) {
            erased = with(erased, entry.without(people, erasure));
          }
          return erased;
        },
        people.toArray(UserId[]::new));
  }

  /** The things in the logs of which an entry is found. */
  private static Set<ResourceId> keys(AuditEntry entry) {
    Set<ResourceId> keys = new TreeSet<>(entry.touches());
    entry.actor().user().map(ResourceId::of).ifPresent(keys::add);
    entry.companion().map(ResourceId::of).ifPresent(keys::add);
    return keys;
  }

  private static State without(State state, AuditEntry entry) {
    var logOf = state.logOf();
    for (ResourceId what : keys(entry)) {
      logOf = logOf.without(what, entry.tenant(), entry.number());
    }
    return state.withLog(state.log().without(entry.tenant(), entry.number())).withLogOf(logOf);
  }

  private static State with(State state, AuditEntry entry) {
    var logOf = state.logOf();
    for (ResourceId what : keys(entry)) {
      logOf = logOf.with(what, entry.tenant(), entry.number(), entry);
    }
    return state.withLog(state.log().with(entry.tenant(), entry.number(), entry)).withLogOf(logOf);
  }
}
