package dev.bailiwick.jdbc.internal.rows;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.store.AuditRepository;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Slice;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the audit log of a snapshot. */
public class JdbcAuditRepository implements AuditRepository {
  private static final String COLUMNS =
      "SELECT a.number, a.event, a.actor_system, a.actor_user, a.actor_org, a.address,"
          + " a.user_agent, a.url, a.by_super_user, a.reason, a.items, a.at, a.shown_as, a.actor_name, ";

  private final RowSource rows;

  public JdbcAuditRepository(RowSource rows) {
    this.rows = rows;
  }

  @Override
  public ImmutableList<AuditEntry> list(
      Tenant tenant, Optional<ResourceId> touching, AuditFilter filter, Slice<Long> slice) {
    Query query = filtered(tenant, touching, filter);
    slice.after().ifPresent(after -> query.add(" AND a.number < ?", after));
    return rows.list(
        query.add(" ORDER BY a.number DESC LIMIT ?", slice.limit()), row -> entry(tenant, row));
  }

  @Override
  public ImmutableList<AuditEntry> listForward(
      Tenant tenant, AuditFilter filter, Slice<Long> slice) {
    Query query = filtered(tenant, Optional.empty(), filter);
    slice.after().ifPresent(after -> query.add(" AND a.number > ?", after));
    return rows.list(
        query.add(" ORDER BY a.number LIMIT ?", slice.limit()), row -> entry(tenant, row));
  }

  /** The beginning of a query for entries. A store with companions of entries also reads these. */
  String select() {
    String lines = rows.dialect().lines("CONCAT(n.user_id, ' ', n.name)");
    return COLUMNS
        + companion("user_id")
        + companion("name")
        + companion("on_behalf")
        + "(SELECT "
        + lines
        + " FROM bailiwick_audit_touch n WHERE n.tenant = a.tenant AND n.number = a.number"
        + " AND n.name IS NOT NULL) FROM bailiwick_audit a ";
  }

  private String companion(String column) {
    return rows.has(Part.IMPERSONATION)
        ? "(SELECT i."
            + column
            + " FROM bailiwick_audit_impersonator i WHERE i.tenant = a.tenant"
            + " AND i.number = a.number), "
        : "NULL, ";
  }

  private Query filtered(Tenant tenant, Optional<ResourceId> touching, AuditFilter filter) {
    Query query = Query.of(select());
    touching.ifPresent(
        touched ->
            query.add(
                "JOIN bailiwick_audit_touch t ON t.tenant = a.tenant AND t.number = a.number"
                    + " AND t.resource_type = ? AND t.resource_id = ? ",
                touched.type(),
                new Query.Key(touched.id())));
    query.add("WHERE a.tenant = ?", Row.number(tenant));
    filter.from().ifPresent(from -> query.add(" AND a.at >= ?", ceiling(from)));
    filter.until().ifPresent(until -> query.add(" AND a.at < ?", ceiling(until)));
    if (!filter.events().isEmpty()) {
      query.add(" AND a.event IN ").in(filter.events().stream().map(Event::name).toList());
    }
    filter
        .itemType()
        .ifPresent(type -> query.add(" AND a.item_types LIKE ?", "%," + type.name() + ",%"));
    filter.by().ifPresent(user -> query.add(" AND a.actor_user = ?", user.value()));
    filter.bySystem().ifPresent(name -> query.add(" AND a.actor_system = ?", name));
    filter
        .touching()
        .ifPresent(
            touched ->
                query.add(
                    " AND EXISTS (SELECT 1 FROM bailiwick_audit_touch f WHERE f.tenant = a.tenant"
                        + " AND f.number = a.number AND f.resource_type = ?"
                        + " AND f.resource_id = ?)",
                    touched.type(),
                    new Query.Key(touched.id())));
    return query;
  }

  /** The first microsecond that is not before an instant: entries bear whole ones. */
  static long ceiling(java.time.Instant instant) {
    long micros = Row.micros(instant);
    return Row.instant(micros).isBefore(instant) ? micros + 1 : micros;
  }

  static AuditEntry entry(Tenant tenant, Row row) throws SQLException {
    AuditEntry.Builder entry = AuditEntry.builder().tenant(tenant).number(row.number());
    entry.event(Event.of(row.text()));
    Actor actor = actor(row);
    entry
        .actor(actor)
        .bySuperUser(row.flag())
        .reason(row.textIfAny())
        .items(AuditItems.read(row.text()))
        .at(row.instant())
        .shownActor(row.numberIfAny().map(JdbcAuditRepository::unnamed));
    Map<UserId, String> names = new LinkedHashMap<>();
    row.textIfAny().ifPresent(name -> names.put(actor.user().orElseThrow(), name));
    Optional<UserId> companion = row.userIfAny();
    row.textIfAny().ifPresent(name -> names.put(companion.orElseThrow(), name));
    boolean onBehalf = row.flag();
    addNames(names, row.textIfAny());
    return entry
        .impersonator(companion.filter(user -> !onBehalf))
        .onBehalfOf(companion.filter(user -> onBehalf))
        .names(names)
        .build();
  }

  private static void addNames(Map<UserId, String> names, Optional<String> lines) {
    for (String line : Splitter.on('\n').split(lines.orElse(""))) {
      int space = line.indexOf(' ');
      if (space > 0) {
        names.put(new UserId(Long.parseLong(line.substring(0, space))), line.substring(space + 1));
      }
    }
  }

  private static Actor unnamed(long org) {
    return org == 0 ? Actor.unnamed() : Actor.unnamed().in(new OrgId(org));
  }

  private static Actor actor(Row row) throws SQLException {
    Optional<String> system = row.textIfAny();
    Optional<UserId> user = row.userIfAny();
    InvalidParameter.unless(
        system.isPresent() != user.isPresent(), "actor", "must be the host's code or a user");
    Actor actor = system.map(Actor::system).or(() -> user.map(Actor::user)).orElseThrow();
    Actor inOrg = row.orgIfAny().map(actor::in).orElse(actor);
    return inOrg.from(context(row));
  }

  private static RequestContext context(Row row) throws SQLException {
    RequestContext none = RequestContext.none();
    RequestContext address = row.textIfAny().map(none::withAddress).orElse(none);
    RequestContext agent = row.textIfAny().map(address::withUserAgent).orElse(address);
    return row.textIfAny().map(agent::withUrl).orElse(agent);
  }
}
