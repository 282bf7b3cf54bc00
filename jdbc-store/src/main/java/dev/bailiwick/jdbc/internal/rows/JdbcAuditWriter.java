package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.Iterables;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.store.AuditRepository;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the audit log of a unit of work. */
public final class JdbcAuditWriter extends JdbcAuditRepository implements AuditRepository.Writer {
  private final RowTarget target;

  public JdbcAuditWriter(RowTarget target) {
    super(target);
    this.target = target;
  }

  @Override
  public void append(AuditEntry entry) {
    target.change(Table.AUDIT, entry.tenant());
    if (entry.number() <= target.revision(entry.tenant())) {
      throw new IllegalStateException("the log of " + entry.tenant() + " is further on");
    }
    RequestContext context = entry.actor().context();
    target.writeLater(
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
      for (ResourceId touched : some) {
        query.add(
            "",
            Row.number(entry.tenant()),
            touched.type(),
            new Query.Key(touched.id()),
            entry.number(),
            user(touched));
      }
      target.writeLater(Table.AUDIT, some, query);
    }
  }

  private static String itemTypes(AuditEntry entry) {
    return entry.items().stream()
        .map(item -> item.type().name())
        .distinct()
        .collect(Collectors.joining(",", ",", ","));
  }

  private static @Nullable Long user(ResourceId touched) {
    return touched.type().equals(ResourceId.USER) ? Long.valueOf(touched.id()) : null;
  }

  @Override
  public void erase(UserId user) {
    target.change(Table.AUDIT, user);
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
    for (Place place : target.list(entries, row -> new Place(row.tenant(), row.number()))) {
      // Locked, since an entry may be about several users that are erased at once.
      AuditEntry entry =
          target
              .find(
                  Query.of(
                      COLUMNS + "WHERE a.tenant = ? AND a.number = ? FOR UPDATE",
                      Row.number(place.tenant()),
                      place.number()),
                  row -> entry(place.tenant(), row))
              .orElseThrow();
      replace(entry.without(user));
    }
  }

  /** Writes the parts of an entry that an erasure changes. */
  private void replace(AuditEntry erased) {
    RequestContext context = erased.actor().context();
    target.update(
        Query.of(
            "UPDATE bailiwick_audit SET address = ?, user_agent = ?, url = ?, items = ?"
                + " WHERE tenant = ? AND number = ?",
            context.address().orElse(null),
            context.userAgent().orElse(null),
            context.url().orElse(null),
            AuditItems.write(erased.items()),
            Row.number(erased.tenant()),
            erased.number()));
  }
}
