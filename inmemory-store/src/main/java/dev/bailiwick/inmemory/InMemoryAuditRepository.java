package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.AuditRepository;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.Slice;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The audit log of a view. */
record InMemoryAuditRepository(InMemoryView view) implements AuditRepository.Writer {
  private static final ImmutableSet<String> PERSONAL =
      ImmutableSet.of("full_name", "email", "attributes", "identities");

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
              erased = with(erased, erased(entry, user));
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

  private static AuditEntry erased(AuditEntry entry, UserId user) {
    boolean theirs = entry.actor().user().filter(user::equals).isPresent();
    return AuditEntry.builder()
        .from(entry)
        .actor(theirs ? entry.actor().from(RequestContext.NONE) : entry.actor())
        .items(
            entry.items().stream()
                .map(item -> isOf(item, user) ? impersonal(item) : item)
                .collect(ImmutableList.toImmutableList()))
        .build();
  }

  private static boolean isOf(ItemChange item, UserId user) {
    return item.type() == ItemType.USER
        && Long.toString(user.value()).equals(item.key().get("user"));
  }

  /** Without the personal fields: the name of an identity's or attribute's field tells too. */
  private static ItemChange impersonal(ItemChange item) {
    return new ItemChange(
        item.type(),
        item.key(),
        item.kind(),
        ImmutableMap.copyOf(Maps.filterKeys(item.properties(), field -> !isPersonal(field))),
        item.touches());
  }

  private static boolean isPersonal(String field) {
    int dot = field.indexOf('.');
    return PERSONAL.contains(dot < 0 ? field : field.substring(0, dot));
  }
}
