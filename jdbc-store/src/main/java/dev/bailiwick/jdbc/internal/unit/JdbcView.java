package dev.bailiwick.jdbc.internal.unit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.connection.Snapshot;
import dev.bailiwick.jdbc.internal.facts.FactsPage;
import dev.bailiwick.jdbc.internal.facts.FactsQuery;
import dev.bailiwick.jdbc.internal.facts.JdbcCandidateRepository;
import dev.bailiwick.jdbc.internal.facts.JdbcFacts;
import dev.bailiwick.jdbc.internal.facts.SubjectCache;
import dev.bailiwick.jdbc.internal.rows.JdbcAuditRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcGrantRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcOperationRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcOrgRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcResourceRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcTeamRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcUserRepository;
import dev.bailiwick.jdbc.internal.schema.SchemaState;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.View;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the database holds at one moment, read as it is asked for; a row that was found once is not
 * asked for again. The repositories can write as well, and so serve a transaction too; here every
 * write is refused.
 */
public class JdbcView implements View {
  /** What single rows are remembered of. */
  public enum Table {
    USERS(true),
    ORGS(true),
    MEMBERSHIPS(true),
    ROLES(true),
    TEAMS(true),
    SEATS(true),
    RESOURCES(false),
    GRANTS(false),
    TENANTS(false),
    AUDIT(false),
    OPERATIONS(false);

    /** Whether it says who somebody is: see {@link SubjectCache}. */
    public final boolean structural;

    Table(boolean structural) {
      this.structural = structural;
    }
  }

  /** What a unit of work changes in the row of every tenant that it locks: one or both. */
  public record Version(long revision, long structure) {
    public static Version read(Row row) throws SQLException {
      return new Version(row.number(), row.number());
    }
  }

  /** At most so many lists are remembered, each with at most so many rows. */
  private static final int REMEMBERED = 100;

  private final Snapshot moment;
  private final SchemaState schema;
  private final SubjectCache subjects;
  private final Map<Table, Map<Object, Object>> found = new EnumMap<>(Table.class);
  private final Map<Query, ImmutableList<?>> lists = new HashMap<>();
  private final Map<Tenant, JdbcFacts> facts = new LinkedHashMap<>();
  private @Nullable UserId actor;
  private boolean open = true;

  public JdbcView(Snapshot moment, SchemaState schema, SubjectCache subjects) {
    this.moment = moment;
    this.schema = schema;
    this.subjects = subjects;
  }

  /** Statements of this moment. */
  public Sql sql() {
    requireOpen();
    return moment.sql();
  }

  /** What its database is. */
  public Dialect dialect() {
    return sql().dialect();
  }

  /** Facts of this moment. */
  public FactsPage facts(FactsQuery query) {
    requireOpen();
    return moment.facts(query, subjects);
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the view has ended");
    }
  }

  /** Refuses everything from now on. */
  public void end() {
    open = false;
  }

  /** What was found under a key, or is found now; always of the same type for a key. */
  @SuppressWarnings("unchecked")
  public <T> T found(Table table, Object key, Supplier<T> search) {
    requireOpen();
    Map<Object, Object> rows = found.computeIfAbsent(table, unused -> new HashMap<>());
    Object row = rows.get(key);
    if (row == null) {
      row = search.get();
      rows.put(key, row);
    }
    return (T) row;
  }

  /**
   * The rows that a query gives, or gave at this moment; always read by the same reader. Long lists
   * are not remembered.
   */
  @SuppressWarnings("unchecked")
  public <T> ImmutableList<T> list(Query query, Sql.Reader<T> reader) {
    requireOpen();
    ImmutableList<?> before = lists.get(query);
    if (before != null) {
      return (ImmutableList<T>) before;
    }
    ImmutableList<T> rows = sql().list(query, reader);
    if (rows.size() <= REMEMBERED && lists.size() < REMEMBERED) {
      lists.put(query, rows);
    }
    return rows;
  }

  /** Remembers of a query that it gives nothing. */
  public void rememberNone(Query query) {
    if (lists.size() < REMEMBERED) {
      lists.put(query, ImmutableList.of());
    }
  }

  /** Goes on from what another view has read, as if this one had. */
  public void adopt(JdbcView other) {
    other.found.forEach((table, rows) -> found.put(table, new HashMap<>(rows)));
    lists.putAll(other.lists);
    other.facts.forEach((tenant, known) -> facts.put(tenant, known.in(this)));
    actor = other.actor;
  }

  /** A row that was found already under a key, or that there is none; empty if nobody looked. */
  public <T> Optional<Optional<T>> known(Table table, Object key, Class<T> type) {
    return found.getOrDefault(table, Map.of()).get(key) instanceof Optional<?> row
        ? Optional.of(row.map(type::cast))
        : Optional.empty();
  }

  /** The person who was looked for first: who acts, most likely, and will be asked about again. */
  public Optional<UserId> actor() {
    return Optional.ofNullable(actor);
  }

  /** The org in which facts were announced about somebody: the one in which they act. */
  public Optional<OrgId> org(UserId user) {
    return facts.values().stream()
        .filter(known -> known.names(user))
        .flatMap(known -> known.org().stream())
        .findFirst();
  }

  /** Notes that a person is looked for. */
  public void looksFor(UserId user) {
    if (actor == null) {
      actor = user;
    }
  }

  /** Remembers what was found beside something else. */
  public void remember(Table table, Object key, Object row) {
    found.computeIfAbsent(table, unused -> new HashMap<>()).put(key, row);
  }

  /**
   * Forgets what a change may make untrue: of its table, all that was found otherwise than by the
   * key under which the new row is remembered; and every fact.
   */
  public void forget(Table table) {
    Map<Object, Object> rows = found.get(table);
    if (rows != null) {
      rows.keySet().removeIf(key -> !isOwnKey(table, key));
    }
    if (table != Table.AUDIT) {
      lists.clear();
      facts.values().forEach(JdbcFacts::forget);
    }
  }

  /** Whether only a change of the row itself changes what is found under the key. */
  private static boolean isOwnKey(Table table, Object key) {
    return switch (table) {
      case USERS -> key instanceof UserId;
      case ORGS -> key instanceof OrgId;
      case TEAMS -> key instanceof TeamId;
      case MEMBERSHIPS -> key instanceof List;
      default -> true;
    };
  }

  /**
   * Writes rows of some tenants.
   *
   * @throws IllegalStateException if this is no unit of work that holds their locks
   */
  public void write(Table table, Tenant... tenants) {
    throw new IllegalStateException("a view does not write");
  }

  /** Notes that what is written says who somebody is, though its table does not. */
  public void restructures() {
    throw new IllegalStateException("a view does not write");
  }

  /** Notes that resources are registered. */
  public void registers(Collection<Resource> resources) {
    throw new IllegalStateException("a view does not write");
  }

  /**
   * Writes a row that this unit most likely does not read again.
   *
   * @param row what tells it from the others of its table
   */
  public void writeLater(Table table, Object row, Query write) {
    throw new IllegalStateException("a view does not write");
  }

  /** Writes a row whose key another may have taken: what fails is told at once. */
  public void writeNow(Table table, Object row, Query write) {
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
  public JdbcOperationRepository operations() {
    return new JdbcOperationRepository(this);
  }

  @Override
  public JdbcCandidateRepository candidates() {
    return new JdbcCandidateRepository(this);
  }

  @Override
  public long revision(Tenant tenant) {
    Version version = versions(ImmutableSet.of(tenant)).get(tenant);
    return version == null ? 0 : version.revision();
  }

  /** The versions of those among these tenants that are there. */
  public ImmutableMap<Tenant, Version> versions(Set<Tenant> tenants) {
    Map<Object, Object> known = found.computeIfAbsent(Table.TENANTS, unused -> new HashMap<>());
    List<Tenant> missing = tenants.stream().filter(t -> !known.containsKey(t)).toList();
    for (List<Tenant> some : Iterables.partition(missing, Sql.CHUNK)) {
      some.forEach(tenant -> known.put(tenant, Optional.empty()));
      sql()
          .list(
              Query.of("SELECT kind, id, revision, structure FROM bailiwick_tenant WHERE id IN ")
                  .in(some.stream().map(Row::number).toList()),
              row -> known.put(row.tenant(), Optional.of(Version.read(row))));
    }
    ImmutableMap.Builder<Tenant, Version> versions = ImmutableMap.builder();
    for (Tenant tenant : tenants) {
      if (known.get(tenant) instanceof Optional<?> there && there.isPresent()) {
        versions.put(tenant, (Version) there.get());
      }
    }
    return versions.buildOrThrow();
  }

  /** Whether resources were ever registered in a tenant. */
  public boolean anyRegistered(Tenant tenant) {
    return list(
            Query.of("SELECT shape FROM bailiwick_tenant WHERE id = ?", Row.number(tenant)),
            Row::number)
        .stream()
        .allMatch(shape -> shape > 0);
  }

  @Override
  public byte[] pageKey() {
    requireOpen();
    return schema.pageKey();
  }

  /** Whether it is a view of the store that has these. */
  public boolean isOf(SubjectCache others) {
    return subjects == others;
  }

  @Override
  public Facts facts(
      Tenant tenant, Collection<UserId> users, Collection<? extends ResourceRef> resources) {
    JdbcFacts known = factsOf(tenant);
    known.name(users, resources);
    return known;
  }

  /** The facts about a tenant, if any were asked for. */
  public Optional<JdbcFacts> knownFacts(Tenant tenant) {
    return Optional.ofNullable(facts.get(tenant));
  }

  public JdbcFacts factsOf(Tenant tenant) {
    requireOpen();
    return facts.computeIfAbsent(tenant, t -> new JdbcFacts(this, t));
  }
}
