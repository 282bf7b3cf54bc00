package dev.bailiwick.jdbc.internal.unit;

import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import com.google.common.collect.Sets;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.connection.Snapshot;
import dev.bailiwick.jdbc.internal.facts.FactsPage;
import dev.bailiwick.jdbc.internal.facts.FactsQuery;
import dev.bailiwick.jdbc.internal.facts.SubjectCache;
import dev.bailiwick.jdbc.internal.schema.IdBlocks;
import dev.bailiwick.jdbc.internal.schema.SchemaState;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.ActorStanding;
import dev.bailiwick.store.StandingLost;
import dev.bailiwick.store.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/** A unit of work on a connection whose transaction somebody else begins and ends. */
public final class JdbcTransaction extends JdbcView implements Transaction {
  /** How many tenants a statement names. */
  public static final int CHUNK = 1_000;

  /** How many tenants a statement locks. */
  private static final int LOCKED = 500;

  /** How many values writes have that are one statement, unless one alone has more. */
  private static final int JOINED = 1_000;

  private final IdBlocks ids;
  private final Set<Tenant> locked = new TreeSet<>(Tenant.ORDER);
  private final Map<Tenant, Version> versions = new HashMap<>();
  private final Set<Long> given = new HashSet<>();
  private final Set<Tenant> made = new TreeSet<>(Tenant.ORDER);
  private final List<Query> pending = new ArrayList<>();
  private final Set<List<Object>> pendingRows = new HashSet<>();
  private final Set<Tenant> written = new TreeSet<>(Tenant.ORDER);
  private final SubjectCache subjects;
  private Optional<ActorStanding> required = Optional.empty();
  private boolean atOldMoment;
  private boolean wrote;
  private boolean restructured;
  private int shape;

  public JdbcTransaction(Snapshot moment, SchemaState schema, SubjectCache subjects) {
    super(moment, schema, subjects);
    this.subjects = subjects;
    this.ids = schema.ids();
  }

  /** {@inheritDoc} What this unit has written already is in no other's memory. */
  @Override
  public FactsPage facts(FactsQuery query) {
    return written.isEmpty() ? super.facts(query) : query.run(sql());
  }

  /** Takes the locks of tenants, persons ascending, then orgs ascending. */
  public void lock(Set<Tenant> tenants) {
    locked.addAll(tenants);
    for (List<Tenant> some : Iterables.partition(locked, LOCKED)) {
      Query query = dialect().locking(numbers(some, 0), numbers(some, 1));
      sql().list(query, row -> Map.entry(row.tenant(), Version.read(row))).stream()
          .filter(there -> locked.contains(there.getKey()))
          .forEach(there -> versions.put(there.getKey(), there.getValue()));
    }
  }

  private static List<Long> numbers(List<Tenant> tenants, int kind) {
    return tenants.stream().filter(t -> Row.kind(t) == kind).map(Row::number).toList();
  }

  /**
   * Takes over what was read before the locks were there, if the locked tenants are still as they
   * were.
   */
  public void goOnFrom(JdbcView seen) {
    if (versions.equals(seen.versions(locked))) {
      adopt(seen);
    }
  }

  /**
   * Refuses to go on if this transaction reads the locked tenants as they were before they were
   * locked: it began to read before, at a level at which it sees no later moment.
   */
  public void requireLatest() {
    atOldMoment = true;
    requireLatest(versions);
  }

  private void requireLatest(Map<Tenant, Version> latest) {
    Map<Tenant, Version> seen = versions(latest.keySet());
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

  /** Whether a person or org is there already. */
  public boolean knows(Tenant tenant) {
    return versions.containsKey(tenant) || made.contains(tenant);
  }

  /** Makes the row of a new tenant, which this unit moves to revision 1. */
  public void make(Tenant tenant) {
    writeLater(
        Table.TENANTS,
        tenant,
        Query.of(
            "INSERT INTO bailiwick_tenant (id, kind, revision, structure, shape)"
                + " VALUES (?, ?, 1, ?, 0)",
            Row.number(tenant),
            Row.kind(tenant),
            ThreadLocalRandom.current().nextLong()));
    made.add(tenant);
  }

  @Override
  public void write(Table table, Tenant... tenants) {
    for (Tenant tenant : tenants) {
      if (!locked.contains(tenant) && !made.contains(tenant)) {
        throw new IllegalStateException("the unit of work does not hold the lock of " + tenant);
      }
    }
    wrote = true;
    written.addAll(List.of(tenants));
    restructured |= table.structural;
    forget(table);
  }

  @Override
  public void restructures() {
    restructured = true;
  }

  @Override
  public void registers(Collection<Resource> resources) {
    for (Resource resource : resources) {
      shape = Math.max(shape, resource.parent().isPresent() ? 2 : 1);
    }
  }

  @Override
  public Sql sql() {
    write(List.of());
    return super.sql();
  }

  @Override
  public Dialect dialect() {
    return super.sql().dialect();
  }

  /** {@inheritDoc} It waits for the end or the next statement, whichever comes first. */
  @Override
  public void writeLater(Table table, Object row, Query write) {
    int values = pending.stream().mapToInt(query -> query.parameters().size()).sum();
    // One statement changes a row once, and not in an order that could be told.
    if (pendingRows.contains(List.of(table, row)) || values + write.parameters().size() > JOINED) {
      write(List.of());
    }
    pending.add(write);
    pendingRows.add(List.of(table, row));
  }

  @Override
  public void writeNow(Table table, Object row, Query write) {
    writeLater(table, row, write);
    write(List.of());
  }

  /** Writes what is pending, and this. */
  private void write(List<Query> last) {
    List<Query> all = new ArrayList<>(pending);
    all.addAll(last);
    pending.clear();
    pendingRows.clear();
    if (all.size() == 1) {
      super.sql().update(all.get(0));
    } else if (!all.isEmpty()) {
      super.sql().update(dialect().joined(all));
    }
  }

  @Override
  public void requireAtCommit(ActorStanding standing) {
    required = Optional.of(standing);
  }

  /**
   * Moves every tenant that was written to on by one, and notes what else its row says. Those that
   * were only locked are changed, too: another unit that waits for the lock has seen what this one
   * goes on from, or changes elsewhere; and nodes of a MariaDB cluster do not see locks. This is
   * the last statement of the unit, and changes nothing if the required standing is gone.
   *
   * @throws StandingLost if it is
   */
  public void finish() {
    if (written.isEmpty()) {
      if (wrote) {
        required.ifPresent(this::require);
      }
      return;
    }
    Set<Tenant> moved = Sets.difference(written, made);
    Set<Tenant> held = Sets.difference(versions.keySet(), written);
    long structure = ThreadLocalRandom.current().nextLong();
    Query move = Query.of("UPDATE bailiwick_tenant SET revision = revision + 1");
    if (restructured) {
      move.add(", structure = ?", structure);
    }
    Query registering = Query.of("shape = GREATEST(shape, ?)", shape);
    if (shape > 0) {
      move.add(", ").add(registering);
    }
    Query mark = Query.of("UPDATE bailiwick_tenant SET structure = ?", structure);
    List<Query> moves = new ArrayList<>(moves(mark, held));
    // The update on which the standing of the actor is a condition: it always changes rows.
    Set<Tenant> conditional = moved.isEmpty() ? Sets.intersection(written, made) : moved;
    if (shape > 0 || (required.isPresent() && moved.isEmpty())) {
      Query making = new Query().add(mark);
      if (shape > 0) {
        making.add(", ").add(registering);
      }
      moves.addAll(moves(making, Sets.intersection(written, made)));
    }
    moves.addAll(moves(move, moved));
    subjects.moved(
        (restructured ? Sets.union(written, held) : held).stream().map(Row::number).toList(),
        structure);
    if (required.isEmpty()) {
      write(moves);
    } else {
      write(moves, required.get(), (conditional.size() - 1) % CHUNK + 1);
    }
  }

  /** Refuses to end a unit that moves no tenant if the standing that it requires is gone. */
  private void require(ActorStanding standing) {
    new StandingCondition(standing).require(sql());
    if (atOldMoment) {
      requireLatest(standing.user());
    }
  }

  /** Writes what is pending and these, if the standing is there; the last changes so many rows. */
  private void write(List<Query> moves, ActorStanding standing, int rows) {
    if (made.stream().anyMatch(tenant -> pendingRows.contains(List.of(Table.TENANTS, tenant)))) {
      // PostgreSQL does not see, in a statement, the rows that the same statement makes.
      write(List.of());
    }
    int last = moves.size() - 1;
    List<Query> others = new ArrayList<>(pending);
    others.addAll(moves.subList(0, last));
    pending.clear();
    pendingRows.clear();
    new StandingCondition(standing).update(super.sql(), others, moves.get(last), rows);
    if (atOldMoment) {
      requireLatest(standing.user());
    }
  }

  /**
   * Refuses to go on if somebody's own row changed since the moment that this transaction reads.
   */
  private void requireLatest(UserId user) {
    super.sql()
        .findLocking(dialect().keeping(user.value()), Version::read)
        .ifPresent(latest -> requireLatest(Map.of(user, latest)));
  }

  private static List<Query> moves(Query move, Set<Tenant> tenants) {
    return Lists.partition(tenants.stream().map(Row::number).toList(), CHUNK).stream()
        .map(some -> new Query().add(move).add(" WHERE id IN ").in(some))
        .toList();
  }

  @Override
  public long revision(Tenant tenant) {
    if (made.contains(tenant) || given.contains(Row.number(tenant))) {
      return 0;
    }
    Version known = versions.get(tenant);
    return known != null ? known.revision() : super.revision(tenant);
  }

  @Override
  public long nextId() {
    long id = ids.next(sql());
    given.add(id);
    return id;
  }
}
