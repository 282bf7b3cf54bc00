package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.Erasure;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.audit.LogCut;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.store.AuditRepository;
import dev.bailiwick.store.Part;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the audit log of a unit of work. */
public final class JdbcAuditWriter extends JdbcAuditRepository implements AuditRepository.Writer {
  /** The length of the items, in characters, of the entries that are in memory at once. */
  private static final long PORTION = 4_000_000;

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
                + " items, at, shown_as, actor_name)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            Row.micros(entry.at()),
            entry.shownActor().map(JdbcAuditWriter::shownAs).orElse(null),
            entry.actor().user().flatMap(me -> name(entry, me)).orElse(null)));
    entry
        .companion()
        .ifPresent(
            user ->
                target.writeLater(
                    Table.AUDIT, List.of("companion", entry.tenant()), beside(entry, user)));
    int named = 0;
    for (List<ResourceId> some : Iterables.partition(entry.touches(), Sql.CHUNK)) {
      Query query =
          Query.of(
              "INSERT INTO bailiwick_audit_touch"
                  + " (tenant, resource_type, resource_id, number, user_id, name) VALUES ");
      String comma = "";
      for (ResourceId touched : some) {
        query.add(
            comma + "(?, ?, ?, ?, ",
            Row.number(entry.tenant()),
            touched.type(),
            new Query.Key(touched.id()),
            entry.number());
        Optional<UserId> user = touched.user();
        query.add(
            user.isPresent() && named++ < Limits.NAMES ? named(entry, user.get()) : unnamed(user));
        comma = ", ";
      }
      target.writeLater(Table.AUDIT, List.of(entry.tenant(), some), query);
    }
  }

  private static Query beside(AuditEntry entry, UserId companion) {
    return Query.of(
        "INSERT INTO bailiwick_audit_impersonator (tenant, number, user_id, name, on_behalf)"
            + " VALUES (?, ?, ?, ?, ?)",
        Row.number(entry.tenant()),
        entry.number(),
        companion.value(),
        name(entry, companion).orElse(null),
        entry.onBehalfOf().isPresent());
  }

  /** The number of the org; 0 for the platform. */
  private static long shownAs(Actor unnamed) {
    return unnamed.org().map(OrgId::value).orElse(0L);
  }

  private static String itemTypes(AuditEntry entry) {
    return entry.items().stream()
        .map(item -> item.type().name())
        .distinct()
        .collect(Collectors.joining(",", ",", ","));
  }

  private static Query unnamed(Optional<UserId> user) {
    return user.isPresent() ? Query.of("?, NULL)", user.get().value()) : Query.of("NULL, NULL)");
  }

  /** The user with the name that the entry has, otherwise with the present name. */
  private static Query named(AuditEntry entry, UserId user) {
    return entry.names().containsKey(user)
        ? Query.of("?, ?)", user.value(), name(entry, user).orElse(null))
        : Query.of(
            "?, (SELECT NULLIF(u.full_name, '') FROM bailiwick_user u WHERE u.id = ?))",
            user.value(),
            user.value());
  }

  private static Optional<String> name(AuditEntry entry, UserId user) {
    return Optional.ofNullable(entry.names().get(user)).filter(name -> !name.isEmpty());
  }

  @Override
  public Optional<LogCut> removeOlder(OrgId org, Instant before, int limit) {
    record Old(long number, long at) {}
    long first = ceiling(before);
    List<Long> older =
        target
            .list(
                Query.of(
                    "SELECT a.number, a.at FROM bailiwick_audit a WHERE a.tenant = ?"
                        + " ORDER BY a.number LIMIT ?",
                    Row.number(org),
                    limit),
                row -> new Old(row.number(), row.number()))
            .stream()
            .takeWhile(entry -> entry.at() < first)
            .map(Old::number)
            .toList();
    if (older.isEmpty()) {
      return Optional.empty();
    }
    remove(org, older);
    return Optional.of(new LogCut(org, older.get(0), older.get(older.size() - 1), older.size()));
  }

  @Override
  public void removeUpTo(OrgId org, long number) {
    remove(
        org,
        target.list(
            Query.of(
                "SELECT a.number FROM bailiwick_audit a WHERE a.tenant = ? AND a.number <= ?"
                    + " ORDER BY a.number",
                Row.number(org),
                number),
            Row::number));
  }

  /** Removes entries by ascending number, in statements for some of them each. */
  private void remove(OrgId org, List<Long> numbers) {
    target.change(Table.AUDIT, org);
    for (List<Long> some : Lists.partition(numbers, Sql.CHUNK)) {
      for (String table : List.of("bailiwick_audit_touch", "bailiwick_audit")) {
        target.update(
            Query.of(
                "DELETE FROM " + table + " WHERE tenant = ? AND number BETWEEN ? AND ?",
                Row.number(org),
                some.get(0),
                some.get(some.size() - 1)));
      }
    }
  }

  @Override
  public void erase(UserId user, Erasure erasure) {
    eraseAll(ImmutableSet.of(user), erasure);
  }

  @Override
  public void eraseAll(Collection<UserId> users, Erasure erasure) {
    if (users.isEmpty()) {
      return;
    }
    ImmutableSet<UserId> people = ImmutableSet.copyOf(users);
    target.change(Table.AUDIT, people.toArray(UserId[]::new));
    Map<Tenant, Map<Long, Long>> sizes = new TreeMap<>(Tenant.ORDER);
    String where =
        erasure == Erasure.ACCOUNT
            ? " AND tenant IN (SELECT n.id FROM bailiwick_tenant n WHERE n.kind = 0)"
            : "";
    for (List<UserId> some : Iterables.partition(people, Sql.CHUNK)) {
      ImmutableList.Builder<EntrySize> entries = ImmutableList.builder();
      entries.addAll(target.list(touching(some, erasure), EntrySize::read));
      if (target.has(Part.IMPERSONATION)) {
        entries.addAll(target.list(beside(some, erasure), EntrySize::read));
      }
      entries
          .build()
          .forEach(
              entry ->
                  sizes
                      .computeIfAbsent(entry.tenant(), unused -> new TreeMap<>())
                      .put(entry.number(), entry.size()));
    }
    sizes.forEach(
        (tenant, entries) ->
            portions(entries)
                .forEach(
                    numbers ->
                        target.updateAll(
                            locked(tenant, numbers).stream()
                                .map(entry -> erased(entry.without(people, erasure)))
                                .toList())));
    for (List<UserId> some : Iterables.partition(people, Sql.CHUNK)) {
      List<Long> numbers = some.stream().map(UserId::value).toList();
      target.writeLater(
          Table.AUDIT,
          List.of("actor", some),
          Query.of("UPDATE bailiwick_audit SET actor_name = NULL WHERE actor_user IN ")
              .in(numbers)
              .add(where));
      target.writeLater(
          Table.AUDIT,
          List.of("touched", some),
          Query.of("UPDATE bailiwick_audit_touch SET name = NULL WHERE user_id IN ")
              .in(numbers)
              .add(where));
      if (target.has(Part.IMPERSONATION)) {
        target.writeLater(
            Table.AUDIT,
            List.of("impersonator", some),
            Query.of("UPDATE bailiwick_audit_impersonator SET name = NULL WHERE user_id IN ")
                .in(numbers)
                .add(where));
      }
    }
  }

  /** An entry that holds data of an erased person, and the length of its items. */
  private record EntrySize(Tenant tenant, long number, long size) {
    static EntrySize read(Row row) throws SQLException {
      return new EntrySize(row.tenant(), row.number(), row.number());
    }
  }

  private static Query touching(List<UserId> people, Erasure erasure) {
    List<Long> numbers = people.stream().map(UserId::value).toList();
    return Query.of(
            "SELECT n.kind, a.tenant, a.number, CHAR_LENGTH(a.items) FROM bailiwick_audit a"
                + " JOIN bailiwick_tenant n ON n.id = a.tenant WHERE a.actor_user IN ")
        .in(numbers)
        .add(
            " AND (a.address IS NOT NULL OR a.user_agent IS NOT NULL OR a.url IS NOT NULL)"
                + (erasure == Erasure.ACCOUNT ? " AND n.kind = 0" : "")
                + " UNION SELECT n.kind, a.tenant, a.number, CHAR_LENGTH(a.items)"
                + " FROM (SELECT DISTINCT t.tenant, t.number FROM bailiwick_audit_touch t"
                + " WHERE t.user_id IN ")
        .in(numbers)
        .add(
            ") d JOIN bailiwick_audit a ON a.tenant = d.tenant AND a.number = d.number"
                + " JOIN bailiwick_tenant n ON n.id = a.tenant WHERE (a.item_types LIKE ?"
                + " OR a.item_types LIKE ?)",
            "%," + ItemType.USER.name() + ",%",
            "%," + ItemType.JOIN_REQUEST.name() + ",%");
  }

  /** The entries with a request context of calls of which these people are the companions. */
  private static Query beside(List<UserId> people, Erasure erasure) {
    return Query.of(
            "SELECT n.kind, a.tenant, a.number, CHAR_LENGTH(a.items)"
                + " FROM bailiwick_audit_impersonator i"
                + " JOIN bailiwick_audit a ON a.tenant = i.tenant AND a.number = i.number"
                + " JOIN bailiwick_tenant n ON n.id = a.tenant WHERE i.user_id IN ")
        .in(people.stream().map(UserId::value).toList())
        .add(
            " AND (a.address IS NOT NULL OR a.user_agent IS NOT NULL OR a.url IS NOT NULL)"
                + (erasure == Erasure.ACCOUNT ? " AND n.kind = 0" : ""));
  }

  /** Parts of some entries, each of which fits into memory. */
  private static List<List<Long>> portions(Map<Long, Long> sizes) {
    List<List<Long>> portions = new ArrayList<>();
    long size = PORTION;
    for (Map.Entry<Long, Long> entry : sizes.entrySet()) {
      size += entry.getValue();
      if (size > PORTION || portions.get(portions.size() - 1).size() == Sql.CHUNK) {
        portions.add(new ArrayList<>());
        size = entry.getValue();
      }
      portions.get(portions.size() - 1).add(entry.getKey());
    }
    return portions;
  }

  /** Reads entries and locks them, since each may be about users that others erase at once. */
  private List<AuditEntry> locked(Tenant tenant, List<Long> numbers) {
    return target.list(
        Query.of(select() + "WHERE a.tenant = ? AND a.number IN ", Row.number(tenant))
            .in(numbers)
            .add(" ORDER BY a.number FOR UPDATE"),
        row -> entry(tenant, row));
  }

  /** The parts of an entry that an erasure changes. */
  private static Query erased(AuditEntry erased) {
    RequestContext context = erased.actor().context();
    return Query.of(
        "UPDATE bailiwick_audit SET address = ?, user_agent = ?, url = ?, items = ?"
            + " WHERE tenant = ? AND number = ?",
        context.address().orElse(null),
        context.userAgent().orElse(null),
        context.url().orElse(null),
        AuditItems.write(erased.items()),
        Row.number(erased.tenant()),
        erased.number());
  }
}
