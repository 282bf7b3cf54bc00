package dev.bailiwick.inmemory;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.store.ActorStanding;
import dev.bailiwick.store.StandingLost;
import dev.bailiwick.store.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * A unit of work. Each write is applied at once to a state of the unit's own. At the commit it is
 * applied again, to the state that units of other tenants have committed meanwhile.
 */
final class InMemoryTransaction extends InMemoryView implements Transaction {
  private final State before;
  private final Set<Tenant> locked;
  private final int keptEntries;
  private final LongUnaryOperator nextId;
  private final List<UnaryOperator<State>> operations = new ArrayList<>();
  private final Set<Tenant> written = new HashSet<>();
  private Optional<ActorStanding> required = Optional.empty();
  private State now;
  private boolean open = true;

  /**
   * Creates a unit of work that holds some locks.
   *
   * @param keptEntries the number of entries that the log of a tenant keeps
   * @param nextId returns a number above the given one, and never the same number twice
   */
  InMemoryTransaction(
      State before, byte[] pageKey, Set<Tenant> locked, int keptEntries, LongUnaryOperator nextId) {
    super(before, pageKey);
    this.before = before;
    this.now = before;
    this.locked = locked;
    this.keptEntries = keptEntries;
    this.nextId = nextId;
  }

  @Override
  State state() {
    if (!open) {
      throw new IllegalStateException("the unit of work has ended");
    }
    return now;
  }

  @Override
  public InMemoryKeyRepository keys() {
    return super.keys();
  }

  @Override
  public InMemoryTokenRepository tokens() {
    return super.tokens();
  }

  @Override
  public InMemoryImpersonationRepository impersonations() {
    return super.impersonations();
  }

  @Override
  public InMemoryDelegationRepository delegations() {
    return super.delegations();
  }

  @Override
  int keptEntries() {
    return keptEntries;
  }

  @Override
  void write(UnaryOperator<State> operation, Tenant... tenants) {
    State after = operation.apply(state());
    for (Tenant tenant : tenants) {
      // No other unit can know a person or org that this unit has created.
      boolean made = !before.knows(tenant) && after.knows(tenant);
      if (!made && !locked.contains(tenant)) {
        throw new IllegalStateException("the unit of work does not hold the lock of " + tenant);
      }
    }
    now = after;
    operations.add(operation);
    written.addAll(List.of(tenants));
  }

  @Override
  public InMemoryPasswordRepository passwords() {
    return new InMemoryPasswordRepository(this);
  }

  @Override
  public InMemoryHistoryRepository history() {
    return super.history();
  }

  @Override
  public long nextId() {
    return nextId.applyAsLong(state().lastId());
  }

  @Override
  public void requireAtCommit(ActorStanding standing) {
    required = Optional.of(standing);
  }

  /**
   * Returns the committed state with the writes of this unit.
   *
   * @throws StandingLost if the actor has lost the required standing in the committed state
   */
  State appliedTo(State committed) {
    requireStanding(committed);
    State result = now;
    if (committed != before) {
      for (Tenant tenant : written) {
        if (!locked.contains(tenant) && committed.knows(tenant)) {
          throw new StoreFailure(tenant + " was made by another unit of work", true);
        }
      }
      result = committed;
      for (UnaryOperator<State> operation : operations) {
        result = operation.apply(result);
      }
    }
    var revisions = result.revisions();
    for (Tenant tenant : written) {
      revisions = revisions.plus(tenant, revisions.getOrDefault(tenant, 0L) + 1);
    }
    return result.withRevisions(revisions);
  }

  private void requireStanding(State committed) {
    if (required.isPresent() && !required.get().holdsIn(new InMemoryView(committed, pageKey()))) {
      throw new StandingLost(required.get());
    }
  }

  /** Refuses everything from now on. */
  void end() {
    open = false;
  }
}
