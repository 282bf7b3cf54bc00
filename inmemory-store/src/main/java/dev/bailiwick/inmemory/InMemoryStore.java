package dev.bailiwick.inmemory;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.MapMaker;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A store in the memory of this process, empty when it is created.
 *
 * <p>A read never waits, and sees one snapshot of all tenants together. A unit of work waits for
 * other units that hold the lock of one of its tenants. Units of disjoint tenants run in parallel,
 * and are merged one at a time when they commit. A unit runs on the thread that began it, and
 * begins no other unit.
 */
public final class InMemoryStore implements Store {
  /** The greatest number of entries of one log, if no other number is set. */
  public static final int KEPT_ENTRIES = 100_000;

  /** The greatest number of times that a unit runs because others have changed its rows. */
  private static final int ATTEMPTS = 10;

  // Weak: a lock that no thread holds or waits for can be collected and created again.
  private final ConcurrentMap<Tenant, Lock> locks = new MapMaker().weakValues().makeMap();
  private final Set<Thread> writers = ConcurrentHashMap.newKeySet();
  private final AtomicLong lastId = new AtomicLong();
  private final byte[] pageKey = new byte[32];
  private final Object committing = new Object();
  private volatile State committed = State.empty();

  private final int keptEntries;

  private InMemoryStore(int keptEntries) {
    this.keptEntries = keptEntries;
    new SecureRandom().nextBytes(pageKey);
  }

  /** Returns an empty store that keeps the {@link #KEPT_ENTRIES} newest entries of each log. */
  public static InMemoryStore create() {
    return keepingEntries(KEPT_ENTRIES);
  }

  /**
   * Returns an empty store that keeps a bounded number of entries of the log of each org and
   * person. One more entry then removes the oldest, and no entry tells of it: the numbers of the
   * entries that are kept begin above 1.
   *
   * @param number the greatest number of entries of one log, at least 1
   * @throws InvalidParameter if it is less
   */
  public static InMemoryStore keepingEntries(int number) {
    InvalidParameter.unless(number >= 1, "store.entries", "must be at least 1");
    return new InMemoryStore(number);
  }

  @Override
  public <R> R read(Consistency consistency, Function<View, R> question) {
    given(consistency, "consistency");
    given(question, "question");
    State state = committed;
    consistency
        .revision()
        .numbers()
        .forEach(
            (tenant, number) -> {
              if (state.revisions().getOrDefault(tenant, 0L) < number) {
                throw new StoreFailure(tenant + " has not reached revision " + number, true);
              }
            });
    return question.apply(new InMemoryView(state, pageKey));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this thread is in a unit of work of this store already
   */
  @Override
  public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
    each(tenants, "tenants");
    given(unit, "unit");
    if (!writers.add(Thread.currentThread())) {
      throw new IllegalStateException("a unit of work cannot begin another");
    }
    Deque<Lock> held = new ArrayDeque<>();
    try {
      for (Tenant tenant : ImmutableSortedSet.copyOf(Tenant.ORDER, tenants)) {
        Lock lock = locks.computeIfAbsent(tenant, unused -> new ReentrantLock());
        lock.lock();
        held.push(lock);
      }
      return run(tenants, unit);
    } finally {
      held.forEach(Lock::unlock);
      writers.remove(Thread.currentThread());
    }
  }

  private <R> R run(Set<Tenant> locked, Function<Transaction, R> unit) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(locked, unit);
      } catch (RowChanged changed) {
        if (attempt == ATTEMPTS) {
          throw new StoreFailure("other changes kept interfering", true, changed);
        }
      }
    }
  }

  private <R> R attempt(Set<Tenant> locked, Function<Transaction, R> unit) {
    InMemoryTransaction transaction =
        new InMemoryTransaction(committed, pageKey, Set.copyOf(locked), keptEntries, this::nextId);
    try {
      R result = unit.apply(transaction);
      synchronized (committing) {
        committed = transaction.appliedTo(committed);
      }
      return result;
    } finally {
      transaction.end();
    }
  }

  private long nextId(long used) {
    return lastId.updateAndGet(last -> Math.max(last, used) + 1);
  }
}
