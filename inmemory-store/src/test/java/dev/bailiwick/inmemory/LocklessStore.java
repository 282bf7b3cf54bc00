package dev.bailiwick.inmemory;

import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The in-memory store without its locks: the tests of races must fail over it. */
public final class LocklessStore implements Store {
  private final AtomicLong lastId = new AtomicLong();
  private volatile State committed = State.empty();

  @Override
  public <R> R read(Consistency consistency, Function<View, R> question) {
    return question.apply(new InMemoryView(committed, new byte[32]));
  }

  @Override
  public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
    InMemoryTransaction transaction =
        new InMemoryTransaction(
            committed, new byte[32], Set.copyOf(tenants), 100, used -> lastId.incrementAndGet());
    R result = unit.apply(transaction);
    synchronized (this) {
      committed = transaction.appliedTo(committed);
    }
    return result;
  }
}
