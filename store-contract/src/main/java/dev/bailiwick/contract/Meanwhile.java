package dev.bailiwick.contract;

import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A store in which others do something while a change is under way: once it is authorised under its
 * locks, made and recorded, and before it ends.
 */
final class Meanwhile implements Store {
  private final Store store;
  private final AtomicReference<Optional<Runnable>> others =
      new AtomicReference<>(Optional.empty());

  Meanwhile(Store store) {
    this.store = store;
  }

  /** The store underneath. */
  Store inner() {
    return store;
  }

  /** What others do within the next change, once, on a thread of their own. */
  void once(Runnable once) {
    others.set(Optional.of(once));
  }

  @Override
  public <R> R read(Consistency consistency, Function<View, R> question) {
    return store.read(consistency, question);
  }

  @Override
  public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
    return store.write(tenants, interrupted(unit));
  }

  @Override
  public <R> R write(Function<View, Set<Tenant>> locks, Function<Transaction, R> unit) {
    return store.write(locks, interrupted(unit));
  }

  private <R> Function<Transaction, R> interrupted(Function<Transaction, R> unit) {
    return tx -> {
      R result = unit.apply(tx);
      others.getAndSet(Optional.empty()).ifPresent(Meanwhile::onAnotherThread);
      return result;
    };
  }

  private static void onAnotherThread(Runnable others) {
    try {
      CompletableFuture.runAsync(others).get(ParallelContract.PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    } catch (ExecutionException | TimeoutException failed) {
      throw new AssertionError("what others did meanwhile did not end: " + failed, failed);
    }
  }
}
