package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.jdbc.internal.unit.JdbcView;
import dev.bailiwick.jdbc.internal.unit.JdbcView.Table;
import dev.bailiwick.store.AuditRepository;
import dev.bailiwick.store.Slice;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The audit log of a view. */
public record JdbcAuditRepository(JdbcView view) implements AuditRepository.Writer {
  private static final Set<String> PERSONAL =
      Set.of("full_name", "email", "attributes", "identities");
  private static final String COLUMNS =
      "SELECT a.number, a.event, a.actor_system, a.actor_user, a.actor_org, a.address,"
          + " a.user_agent, a.url, a.by_super_user, a.reason, a.items, a.at"
          + " FROM bailiwick_audit a ";

  @Override
  public ImmutableList<AuditEntry> list(
      Tenant tenant, Optional<ResourceId> touching, AuditFilter filter, Slice<Long> slice) {
    Query query = Query.of(COLUMNS);
    touching.ifPresent(
        what ->
            query.add(
                "JOIN bailiwick_audit_touch t ON t.tenant = a.tenant AND t.number = a.number"
                    + " AND t.resource_type = ? AND t.resource_id = ? ",
                what.type(),
                new Query.Key(what.id())));
    query.add("WHERE a.tenant = ?", Row.number(tenant));
    slice.after().ifPresent(after -> query.add(" AND a.number < ?", after));
    filter.from().ifPresent(from -> query.add(" AND a.at >= ?", ceiling(from)));
    filter.until().ifPresent(until -> query.add(" AND a.at < ?", ceiling(until)));
    filter.event().ifPresent(event -> query.add(" AND a.event = ?", event.name()));
    filter
        .itemType()
        .ifPresent(type -> query.add(" AND a.item_types LIKE ?", "%," + type.name() + ",%"));
    filter.by().ifPresent(user -> query.add(" AND a.actor_user = ?", user.value()));
    return view.list(
        query.add(" ORDER BY a.number DESC LIMIT ?", slice.limit()), row -> entry(tenant, row));
  }

  /** The first microsecond that is not before an instant: entries bear whole ones. */
  private static long ceiling(java.time.Instant instant) {
    long micros = Row.micros(instant);
    return Row.instant(micros).isBefore(instant) ? micros + 1 : micros;
  }

  private static AuditEntry entry(Tenant tenant, Row row) throws SQLException {
    return AuditEntry.builder()
        .tenant(tenant)
        .number(row.number())
        .event(Event.of(row.text()))
        .actor(actor(row))
        .bySuperUser(row.flag())
        .reason(row.textIfAny())
        .items(AuditItems.read(row.text()))
        .at(row.instant())
        .build();
  }

  private static Actor actor(Row row) throws SQLException {
    return new Actor(
        row.textIfAny(),
        row.userIfAny(),
        row.orgIfAny(),
        new RequestContext(row.textIfAny(), row.textIfAny(), row.textIfAny()));
  }

  @Override
  public void append(AuditEntry entry) {
    view.write(Table.AUDIT, entry.tenant());
    if (entry.number() <= view.revision(entry.tenant())) {
      throw new IllegalStateException("the log of " + entry.tenant() + " is further on");
    }
    RequestContext context = entry.actor().context();
    view.writeLater(
        Table.AUDIT,
        entry.tenant(),
        Query.of(
            "INSERT INTO bailiwick_audit (tenant, number, event, actor_system, actor_user,"
                + " actor_org, address, user_agent, url, by_super_user, reason, item_types,"
                + " items, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            Row.number(entry.tenant()),
            entry.number(),
            entry.event().name(),
            entry.actor().system().orElse(null),
            entry.actor().user().map(UserId::value).orElse(null),
            entry.actor().org().map(org -> org.value()).orElse(null),
            context.address().orElse(null),
            context.userAgent().orElse(null),
            context.url().orElse(null),
            entry.bySuperUser(),
            entry.reason().orElse(null),
            itemTypes(entry),
            AuditItems.write(entry.items()),
            Row.micros(entry.at())));
    for (List<ResourceId> some : Iterables.partition(entry.touches(), Sql.CHUNK)) {
      Query query =
          Query.of(
              "INSERT INTO bailiwick_audit_touch"
                  + " (tenant, resource_type, resource_id, number, user_id) VALUES "
                  + String.join(", ", Collections.nCopies(some.size(), Query.marks(5))));
      for (ResourceId what : some) {
        query.add(
            "",
            Row.number(entry.tenant()),
            what.type(),
            new Query.Key(what.id()),
            entry.number(),
            user(what));
      }
      view.writeLater(Table.AUDIT, some, query);
    }
  }

  private static String itemTypes(AuditEntry entry) {
    return entry.items().stream()
        .map(item -> item.type().name())
        .distinct()
        .collect(Collectors.joining(",", ",", ","));
  }

  private static @Nullable Long user(ResourceId what) {
    return what.type().equals(ResourceId.USER) ? Long.valueOf(what.id()) : null;
  }

  @Override
  public void erase(UserId user) {
    view.write(Table.AUDIT, user);
    Query entries =
        Query.of(
            "SELECT n.kind, a.tenant, a.number FROM bailiwick_audit a"
                + " JOIN bailiwick_tenant n ON n.id = a.tenant WHERE a.actor_user = ?"
                + " AND (a.address IS NOT NULL OR a.user_agent IS NOT NULL OR a.url IS NOT NULL)"
                + " UNION SELECT n.kind, a.tenant, a.number FROM bailiwick_audit_touch t"
                + " JOIN bailiwick_audit a ON a.tenant = t.tenant AND a.number = t.number"
                + " JOIN bailiwick_tenant n ON n.id = a.tenant"
                + " WHERE t.user_id = ? AND a.item_types LIKE ?"
                + " ORDER BY 2, 3",
            user.value(),
            user.value(),
            "%," + ItemType.USER.name() + ",%");
    record Place(Tenant tenant, long number) {}
    for (Place place : view.sql().list(entries, row -> new Place(row.tenant(), row.number()))) {
      // Locked, since an entry may tell of several people who are erased at once.
      AuditEntry entry =
          view.sql()
              .find(
                  Query.of(
                      COLUMNS + "WHERE a.tenant = ? AND a.number = ? FOR UPDATE",
                      Row.number(place.tenant()),
                      place.number()),
                  row -> entry(place.tenant(), row))
              .orElseThrow();
      erase(entry, user);
    }
  }

  private void erase(AuditEntry entry, UserId user) {
    boolean theirs = entry.actor().user().filter(user::equals).isPresent();
    RequestContext context = theirs ? RequestContext.NONE : entry.actor().context();
    ImmutableList<ItemChange> items =
        entry.items().stream()
            .map(item -> isOf(item, user) ? impersonal(item) : item)
            .collect(ImmutableList.toImmutableList());
    view.sql()
        .update(
            Query.of(
                "UPDATE bailiwick_audit SET address = ?, user_agent = ?, url = ?, items = ?"
                    + " WHERE tenant = ? AND number = ?",
                context.address().orElse(null),
                context.userAgent().orElse(null),
                context.url().orElse(null),
                AuditItems.write(items),
                Row.number(entry.tenant()),
                entry.number()));
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
