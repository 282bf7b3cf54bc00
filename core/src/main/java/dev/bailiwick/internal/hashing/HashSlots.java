package dev.bailiwick.internal.hashing;

import dev.bailiwick.password.TooManyPasswords;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds the hashes at once. A caller waits for a slot for a bounded time; more callers than may
 * wait are refused at once.
 */
final class HashSlots {
  private final Semaphore slots;
  private final Semaphore places;
  private final Duration patience;

  /**
   * Creates free slots.
   *
   * @param number the number of hashes at once
   * @param waiting the number of callers that may wait
   * @param patience the time for which a caller waits
   */
  HashSlots(int number, int waiting, Duration patience) {
    this.slots = new Semaphore(number, true);
    this.places = new Semaphore(number + waiting);
    this.patience = patience;
  }

  /**
   * Runs a function in a slot.
   *
   * @throws TooManyPasswords if no slot is free in time; the function was not run
   */
  <R> R run(Supplier<R> work) {
    if (!places.tryAcquire()) {
      throw new TooManyPasswords();
    }
    try {
      if (!slots.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TooManyPasswords();
      }
      try {
        return work.get();
      } finally {
        slots.release();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TooManyPasswords();
    } finally {
      places.release();
    }
  }
}
