package dev.bailiwick.jdbc;

import dev.bailiwick.access.Facts;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.View;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the database holds at one moment, read as it is asked for; a row that was found once is not
 * asked for again. The repositories can write as well, and so serve a transaction too; here every
 * write is refused.
 */
class JdbcView implements View {
  /** What single rows are remembered of. */
  enum Table {
    USERS,
    ORGS,
    MEMBERSHIPS,
    ROLES,
    TEAMS,
    SEATS,
    RESOURCES,
    GRANTS,
    TENANTS,
    AUDIT
  }

  private final Moment moment;
  private final Supplier<byte[]> pageKey;
  private final Map<Table, Map<Object, Object>> found = new EnumMap<>(Table.class);
  private final Map<Tenant, JdbcFacts> facts = new LinkedHashMap<>();
  private boolean open = true;

  JdbcView(Moment moment, Supplier<byte[]> pageKey) {
    this.moment = moment;
    this.pageKey = pageKey;
  }

  /** Statements of this moment. */
  Sql sql() {
    requireOpen();
    return moment.sql();
  }

  Moment moment() {
    requireOpen();
    return moment;
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the view has ended");
    }
  }

  /** Refuses everything from now on. */
  void end() {
    open = false;
  }

  /** What was found under a key, or is found now; always of the same type for a key. */
  @SuppressWarnings("unchecked")
  <T> T found(Table table, Object key, Supplier<T> search) {
    requireOpen();
    Map<Object, Object> rows = found.computeIfAbsent(table, unused -> new HashMap<>());
    Object row = rows.get(key);
    if (row == null) {
      row = search.get();
      rows.put(key, row);
    }
    return (T) row;
  }

  /** Remembers what was found beside something else. */
  void remember(Table table, Object key, Object row) {
    found.computeIfAbsent(table, unused -> new HashMap<>()).put(key, row);
  }

  /** Forgets what a change of a table makes untrue. */
  void forget(Table table) {
    found.remove(table);
    if (table != Table.AUDIT) {
      facts.values().forEach(JdbcFacts::forget);
    }
  }

  /**
   * Writes rows of some tenants.
   *
   * @throws IllegalStateException if this is no unit of work that holds their locks
   */
  void write(Table table, Tenant... tenants) {
    throw new IllegalStateException("a view does not write");
  }

  @Override
  public JdbcUserRepository users() {
    return new JdbcUserRepository(this);
  }

  @Override
  public JdbcOrgRepository orgs() {
    return new JdbcOrgRepository(this);
  }

  @Override
  public JdbcTeamRepository teams() {
    return new JdbcTeamRepository(this);
  }

  @Override
  public JdbcResourceRepository resources() {
    return new JdbcResourceRepository(this);
  }

  @Override
  public JdbcGrantRepository grants() {
    return new JdbcGrantRepository(this);
  }

  @Override
  public JdbcAuditRepository audit() {
    return new JdbcAuditRepository(this);
  }

  @Override
  public JdbcCandidateRepository candidates() {
    return new JdbcCandidateRepository(this);
  }

  @Override
  public long revision(Tenant tenant) {
    return found(
        Table.TENANTS,
        tenant,
        () ->
            sql()
                .find(
                    Query.of(
                        "SELECT revision FROM bailiwick_tenant WHERE id = ? AND kind = ?",
                        Row.number(tenant),
                        Row.kind(tenant)),
                    Row::number)
                .orElse(0L));
  }

  @Override
  public byte[] pageKey() {
    requireOpen();
    return pageKey.get().clone();
  }

  @Override
  public Facts facts(
      Tenant tenant, Collection<UserId> users, Collection<? extends ResourceRef> resources) {
    JdbcFacts known = factsOf(tenant);
    known.name(users, resources);
    return known;
  }

  JdbcFacts factsOf(Tenant tenant) {
    requireOpen();
    return facts.computeIfAbsent(tenant, t -> new JdbcFacts(this, t));
  }
}
