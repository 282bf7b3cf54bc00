package dev.bailiwick.jdbc.internal.unit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.connection.LentConnection;
import dev.bailiwick.jdbc.internal.connection.Snapshot;
import dev.bailiwick.jdbc.internal.facts.FactsPage;
import dev.bailiwick.jdbc.internal.facts.FactsQuery;
import dev.bailiwick.jdbc.internal.facts.FactsSource;
import dev.bailiwick.jdbc.internal.facts.JdbcCandidateRepository;
import dev.bailiwick.jdbc.internal.facts.JdbcFacts;
import dev.bailiwick.jdbc.internal.facts.StatementFacts;
import dev.bailiwick.jdbc.internal.facts.SubjectCache;
import dev.bailiwick.jdbc.internal.facts.ViewFacts;
import dev.bailiwick.jdbc.internal.rows.JdbcAuditRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcDelegationRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcGrantRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcHistoryRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcImpersonationRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcInvitationRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcJoiningRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcKeyRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcOperationRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcOrgRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcPasswordRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcResourceRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcTeamRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcTokenRepository;
import dev.bailiwick.jdbc.internal.rows.JdbcUserRepository;
import dev.bailiwick.jdbc.internal.rows.RowCaches;
import dev.bailiwick.jdbc.internal.rows.RowSource;
import dev.bailiwick.jdbc.internal.rows.TenantVersion;
import dev.bailiwick.jdbc.internal.schema.SchemaState;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.View;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The data of one snapshot, read when it is asked for. A row that was read is not read again. */
class JdbcView implements View, RowSource {
  private static final FactsSource PLAIN = new StatementFacts();

  /** So many users that are announced together have their accounts read together. */
  private static final int CROWD = 10;

  private final Snapshot snapshot;
  private final SchemaState schema;
  private final SubjectCache subjects;
  private final RowCaches caches = new RowCaches();
  private final ViewFacts facts = new ViewFacts(this, this, this::readFacts);
  private Optional<UserId> actor = Optional.empty();
  private Set<UserId> crowd = ImmutableSet.of();
  private boolean open = true;

  JdbcView(Snapshot snapshot, SchemaState schema, SubjectCache subjects) {
    this.snapshot = snapshot;
    this.schema = schema;
    this.subjects = subjects;
  }

  /**
   * Answers a question.
   *
   * @throws StoreFailure if the snapshot is older than the question requires
   */
  final <R> R answer(Consistency consistency, Function<View, R> question) {
    try {
      consistency
          .revision()
          .numbers()
          .forEach(
              (tenant, number) -> {
                if (revision(tenant) < number) {
                  throw new StoreFailure(tenant + " has not reached revision " + number, true);
                }
              });
      return question.apply(this);
    } finally {
      end();
    }
  }

  /** The statements of this snapshot. */
  final Sql sql() {
    requireOpen();
    return watched(snapshot.sql());
  }

  /** The same statements, which notice a schema that is too new. */
  private Sql watched(Sql sql) {
    return sql.along(schema.watch());
  }

  @Override
  public final Dialect dialect() {
    return snapshot.dialect();
  }

  @Override
  public <T> ImmutableList<T> list(Query query, Sql.Reader<T> reader) {
    return sql().list(query, reader);
  }

  @Override
  public final <T> Optional<T> find(Query query, Sql.Reader<T> reader) {
    return list(query, reader).stream().findFirst();
  }

  @Override
  public final <T> ImmutableList<T> listOnce(Query query, Sql.Reader<T> reader) {
    return caches().list(query, () -> list(query, reader));
  }

  /** Reads facts in this snapshot. */
  FactsPage readFacts(FactsQuery query) {
    requireOpen();
    return snapshot.readFirst(
        sql -> subjects.read(query, watched(sql)),
        (page, sql) -> page.saysTheSameAs(PLAIN.read(query, sql)));
  }

  /** Reads facts in this snapshot, without the memory of earlier questions. */
  final FactsPage readPlainFacts(FactsQuery query) {
    return PLAIN.read(query, sql());
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the view has ended");
    }
  }

  /** Refuses all calls from now on. */
  void end() {
    open = false;
  }

  /** Whether this is a view of the store that has this cache. */
  final boolean isOf(SubjectCache others) {
    return subjects == others;
  }

  /** Takes over everything that another view, which may have ended, has read. */
  final void adopt(JdbcView other) {
    caches.putAll(other.caches);
    facts.adopt(other.facts);
    actor = other.actor;
  }

  @Override
  public final RowCaches caches() {
    requireOpen();
    return caches;
  }

  @Override
  public final Optional<JdbcFacts> fetchedFacts(Tenant tenant) {
    return facts.known(tenant);
  }

  @Override
  public final Optional<UserId> actor() {
    return actor;
  }

  @Override
  public final Set<UserId> crowdWith(UserId user) {
    return crowd.contains(user) ? crowd : ImmutableSet.of();
  }

  @Override
  public final Optional<OrgId> announcedOrg(UserId user) {
    return facts.announcedOrg(user);
  }

  /** Forgets the facts that were read, since the unit of work has written. */
  final void forgetFacts() {
    facts.forget();
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
  public JdbcJoiningRepository joining() {
    return new JdbcJoiningRepository(this);
  }

  @Override
  public JdbcPasswordRepository passwords() {
    requirePart(Part.PASSWORDS);
    return new JdbcPasswordRepository(this);
  }

  @Override
  public final boolean has(Part part) {
    requireOpen();
    return schema.has(part);
  }

  @Override
  public JdbcInvitationRepository invitations() {
    return new JdbcInvitationRepository(this);
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
    return new JdbcCandidateRepository(this, facts);
  }

  @Override
  public JdbcTokenRepository tokens() {
    requirePart(Part.KEYS);
    return new JdbcTokenRepository(this);
  }

  @Override
  public JdbcKeyRepository keys() {
    requirePart(Part.KEYS);
    return new JdbcKeyRepository(this);
  }

  @Override
  public JdbcImpersonationRepository impersonations() {
    requirePart(Part.IMPERSONATION);
    return new JdbcImpersonationRepository(this);
  }

  @Override
  public JdbcHistoryRepository history() {
    requirePart(Part.HISTORY);
    return new JdbcHistoryRepository(this);
  }

  @Override
  public final boolean isLent() {
    return snapshot instanceof LentConnection;
  }

  @Override
  public JdbcDelegationRepository delegations() {
    requirePart(Part.IMPERSONATION);
    return new JdbcDelegationRepository(this);
  }

  @Override
  public long revision(Tenant tenant) {
    TenantVersion version = versions(ImmutableSet.of(tenant)).get(tenant);
    return version == null ? 0 : version.revision();
  }

  /** The versions of the tenants that exist. */
  final ImmutableMap<Tenant, TenantVersion> versions(Set<Tenant> tenants) {
    return TenantVersion.of(this, tenants);
  }

  /** As {@link #versions}, as far as they were read; the view may have ended. */
  final ImmutableMap<Tenant, TenantVersion> versionsSeen(Set<Tenant> tenants) {
    return TenantVersion.known(caches, tenants);
  }

  @Override
  public byte[] pageKey() {
    requireOpen();
    return schema.pageKey();
  }

  @Override
  public void readsFor(Actor reader) {
    actor = reader.user();
    reader.org().ifPresent(org -> prefetch(org, actor.stream().toList(), ImmutableSet.of()));
  }

  @Override
  public void prefetch(
      Tenant tenant, Collection<UserId> users, Collection<? extends ResourceRef> resources) {
    requireOpen();
    if (users.size() >= CROWD) {
      crowd = ImmutableSet.copyOf(users);
    }
    facts.of(tenant).announce(users, resources);
  }

  @Override
  public Facts facts(
      Tenant tenant, Collection<UserId> users, Collection<? extends ResourceRef> resources) {
    prefetch(tenant, users, resources);
    return facts.of(tenant);
  }
}
