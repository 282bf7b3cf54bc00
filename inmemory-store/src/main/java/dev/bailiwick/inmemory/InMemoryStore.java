package dev.bailiwick.inmemory;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.MapMaker;
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
 * A store in the memory of this process, empty when it is made.
 *
 * <p>A read never waits, and sees one snapshot of all tenants together. A unit of work waits for
 * others that hold one of its tenants. Units of disjoint tenants run at the same time, and are
 * merged one after the other when they commit. A unit runs on the thread that began it, and cannot
 * begin another unit.
 */
public final class InMemoryStore implements Store {
  // Weak: a lock that no thread holds or waits for can be removed and made again.
  private final ConcurrentMap<Tenant, Lock> locks = new MapMaker().weakValues().makeMap();
  private final Set<Thread> writers = ConcurrentHashMap.newKeySet();
  private final AtomicLong lastId = new AtomicLong();
  private final byte[] pageKey = new byte[32];
  private final Object committing = new Object();
  private volatile State committed = State.empty();

  private InMemoryStore() {
    new SecureRandom().nextBytes(pageKey);
  }

  /** An empty store. */
  public static InMemoryStore create() {
    return new InMemoryStore();
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
    InMemoryTransaction transaction =
        new InMemoryTransaction(committed, pageKey, Set.copyOf(locked), this::nextId);
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
