package dev.bailiwick.jdbc.internal.unit;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.connection.Snapshot;
import dev.bailiwick.jdbc.internal.facts.FactsPage;
import dev.bailiwick.jdbc.internal.facts.FactsQuery;
import dev.bailiwick.jdbc.internal.facts.SubjectCache;
import dev.bailiwick.jdbc.internal.rows.JdbcAuditWriter;
import dev.bailiwick.jdbc.internal.rows.JdbcDelegationWriter;
import dev.bailiwick.jdbc.internal.rows.JdbcGrantWriter;
import dev.bailiwick.jdbc.internal.rows.JdbcHistoryWriter;
import dev.bailiwick.jdbc.internal.rows.JdbcImpersonationWriter;
import dev.bailiwick.jdbc.internal.rows.JdbcInvitationWriter;
import dev.bailiwick.jdbc.internal.rows.JdbcJoiningWriter;
import dev.bailiwick.jdbc.internal.rows.JdbcKeyWriter;
import dev.bailiwick.jdbc.internal.rows.JdbcOperationWriter;
import dev.bailiwick.jdbc.internal.rows.JdbcOrgWriter;
import dev.bailiwick.jdbc.internal.rows.JdbcPasswordWriter;
import dev.bailiwick.jdbc.internal.rows.JdbcResourceWriter;
import dev.bailiwick.jdbc.internal.rows.JdbcTeamWriter;
import dev.bailiwick.jdbc.internal.rows.JdbcTokenWriter;
import dev.bailiwick.jdbc.internal.rows.JdbcUserWriter;
import dev.bailiwick.jdbc.internal.rows.RowTarget;
import dev.bailiwick.jdbc.internal.rows.Table;
import dev.bailiwick.jdbc.internal.rows.TenantVersion;
import dev.bailiwick.jdbc.internal.schema.IdBlocks;
import dev.bailiwick.jdbc.internal.schema.SchemaState;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.ActorStanding;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.StandingLost;
import dev.bailiwick.store.Transaction;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * A unit of work in a transaction that another class begins and ends. Its writes wait in a buffer;
 * every statement of the unit flushes the buffer first.
 */
final class JdbcTransaction extends JdbcView implements Transaction, RowTarget {
  /** The number of blocks of ids that a unit with many new items takes by one statement. */
  private static final int BLOCKS = 20;

  private final WriteBuffer buffer;
  private final TenantChanges tenants = new TenantChanges();
  private final SubjectCache subjects;
  private final IdBlocks ids;
  private final Set<Long> newIds = new HashSet<>();
  private Optional<ActorStanding> required = Optional.empty();
  private boolean atOldSnapshot;

  JdbcTransaction(Snapshot snapshot, SchemaState schema, SubjectCache subjects) {
    super(snapshot, schema, subjects);
    this.buffer = new WriteBuffer(snapshot.sql());
    this.subjects = subjects;
    this.ids = schema.ids();
  }

  /**
   * Runs a unit of work, without the commit.
   *
   * @param seen the view that has read for the unit before the locks were taken
   * @param oldSnapshot whether the transaction may see an older state than the locked one
   */
  <R> R run(
      Optional<JdbcView> seen,
      boolean oldSnapshot,
      Set<Tenant> toLock,
      Function<Transaction, R> unit) {
    try {
      tenants.lock(sql(), toLock);
      seen.ifPresent(this::goOnFrom);
      if (oldSnapshot) {
        requireLatest();
      }
      R result = unit.apply(this);
      finish();
      return result;
    } finally {
      end();
    }
  }

  /** {@inheritDoc} The writes that were not sent are forgotten. */
  @Override
  void end() {
    super.end();
    buffer.close();
  }

  @Override
  public <T> ImmutableList<T> list(Query query, Sql.Reader<T> reader) {
    buffer.flush();
    return super.list(query, reader);
  }

  /** {@inheritDoc} The memory of earlier questions does not contain the writes of this unit. */
  @Override
  FactsPage readFacts(FactsQuery query) {
    buffer.flush();
    return tenants.hasWrites() ? readPlainFacts(query) : super.readFacts(query);
  }

  /**
   * Takes over the rows that were read before the locks were taken, if the locked tenants have not
   * changed since.
   */
  private void goOnFrom(JdbcView seen) {
    if (tenants.versions().equals(seen.versionsSeen(tenants.locked()))) {
      adopt(seen);
    }
  }

  /**
   * Requires that this transaction sees the locked tenants as they are. It does not if it began to
   * read before they were locked, at a level at which it keeps its first snapshot.
   *
   * @throws StoreFailure if a locked tenant has changed since
   */
  private void requireLatest() {
    atOldSnapshot = true;
    requireLatest(tenants.versions());
  }

  private void requireLatest(Map<Tenant, TenantVersion> latest) {
    Map<Tenant, TenantVersion> seen = versions(latest.keySet());
    for (Tenant tenant : latest.keySet()) {
      if (!Objects.equals(latest.get(tenant), seen.get(tenant))) {
        throw new StoreFailure(
            "the host's transaction reads "
                + tenant
                + " as it was before it changed: run it again, or at READ COMMITTED",
            true);
      }
    }
  }

  @Override
  public boolean seesLatest() {
    return !atOldSnapshot;
  }

  @Override
  public boolean exists(Tenant tenant) {
    return tenants.exists(tenant);
  }

  @Override
  public void create(Tenant tenant) {
    writeLater(
        Table.TENANTS,
        tenant,
        Query.of(
            "INSERT INTO bailiwick_tenant (id, kind, revision, structure, shape)"
                + " VALUES (?, ?, 1, ?, 0)",
            Row.number(tenant),
            Row.kind(tenant),
            ThreadLocalRandom.current().nextLong()));
    tenants.create(tenant);
  }

  @Override
  public void change(Table table, Tenant... changed) {
    tenants.change(table, List.of(changed));
    caches().forget(table);
    if (table != Table.AUDIT) {
      forgetFacts();
    }
  }

  @Override
  public void changesStructure() {
    tenants.changesStructure();
  }

  @Override
  public void registers(Collection<Resource> resources) {
    tenants.registers(resources);
  }

  @Override
  public void writeLater(Table table, Object row, Query write) {
    buffer.add(table, row, write);
  }

  @Override
  public void writeNow(Table table, Object row, Query write) {
    buffer.add(table, row, write);
    buffer.flush();
  }

  @Override
  public int update(Query write) {
    buffer.flush();
    return sql().update(write);
  }

  @Override
  public void updateAll(List<Query> writes) {
    buffer.flush();
    sql().updateAll(writes);
  }

  @Override
  public void requireAtCommit(ActorStanding standing) {
    required = Optional.of(standing);
  }

  /**
   * Ends the unit: increments the revisions of the tenants that it wrote to, on the condition that
   * the required standing holds. This is the last statement of the unit.
   *
   * @throws StandingLost if the standing does not hold
   */
  private void finish() {
    if (!tenants.hasWrites()) {
      if (tenants.hasChanges()) {
        required.ifPresent(this::require);
        buffer.flush();
      }
      return;
    }
    long structure = ThreadLocalRandom.current().nextLong();
    List<Query> moves = tenants.moves(structure, required.isPresent());
    subjects.moved(tenants.restructured(), structure);
    if (required.isEmpty()) {
      buffer.flushWith(moves);
    } else {
      move(moves, required.get());
    }
  }

  /** Refuses to end a unit that moves no tenant if the required standing does not hold. */
  private void require(ActorStanding standing) {
    buffer.flush();
    new StandingCondition(standing).require(sql());
    if (atOldSnapshot) {
      requireLatest(standing.user());
    }
  }

  /** Sends the buffer and the moves as one statement, on the condition of the standing. */
  private void move(List<Query> moves, ActorStanding standing) {
    if (buffer.isLarge()
        || tenants.created().stream().anyMatch(t -> buffer.contains(Table.TENANTS, t))) {
      // PostgreSQL does not see, in a statement, the rows that the same statement inserts.
      buffer.flush();
    }
    int last = moves.size() - 1;
    List<Query> others = buffer.take();
    others.addAll(moves.subList(0, last));
    new StandingCondition(standing)
        .update(sql(), others, moves.get(last), tenants.rowsOfLastMove());
    if (atOldSnapshot) {
      requireLatest(standing.user());
    }
  }

  /** Refuses to go on if a user's own row has changed since the snapshot of this transaction. */
  private void requireLatest(UserId user) {
    sql()
        .findLocking(dialect().keeping(user.value()), TenantVersion::read)
        .ifPresent(latest -> requireLatest(Map.of(user, latest)));
  }

  @Override
  public long revision(Tenant tenant) {
    return newIds.contains(Row.number(tenant))
        ? 0
        : tenants.revision(tenant).orElseGet(() -> super.revision(tenant));
  }

  @Override
  public long nextId() {
    // A unit that has taken a block of ids already may need thousands.
    long id = ids.next(sql(), newIds.size() < Dialect.ID_BLOCK ? 1 : BLOCKS);
    newIds.add(id);
    return id;
  }

  @Override
  public JdbcUserWriter users() {
    return new JdbcUserWriter(this);
  }

  @Override
  public JdbcOrgWriter orgs() {
    return new JdbcOrgWriter(this);
  }

  @Override
  public JdbcTeamWriter teams() {
    return new JdbcTeamWriter(this);
  }

  @Override
  public JdbcResourceWriter resources() {
    return new JdbcResourceWriter(this);
  }

  @Override
  public JdbcGrantWriter grants() {
    return new JdbcGrantWriter(this);
  }

  @Override
  public JdbcJoiningWriter joining() {
    return new JdbcJoiningWriter(this);
  }

  @Override
  public JdbcInvitationWriter invitations() {
    return new JdbcInvitationWriter(this);
  }

  @Override
  public JdbcKeyWriter keys() {
    requirePart(Part.KEYS);
    return new JdbcKeyWriter(this);
  }

  @Override
  public JdbcTokenWriter tokens() {
    requirePart(Part.KEYS);
    return new JdbcTokenWriter(this);
  }

  @Override
  public JdbcPasswordWriter passwords() {
    requirePart(Part.PASSWORDS);
    return new JdbcPasswordWriter(this);
  }

  @Override
  public JdbcImpersonationWriter impersonations() {
    requirePart(Part.IMPERSONATION);
    return new JdbcImpersonationWriter(this);
  }

  @Override
  public JdbcHistoryWriter history() {
    requirePart(Part.HISTORY);
    return new JdbcHistoryWriter(this);
  }

  @Override
  public JdbcDelegationWriter delegations() {
    requirePart(Part.IMPERSONATION);
    return new JdbcDelegationWriter(this);
  }

  @Override
  public JdbcAuditWriter audit() {
    return new JdbcAuditWriter(this);
  }

  @Override
  public JdbcOperationWriter operations() {
    return new JdbcOperationWriter(this);
  }
}
