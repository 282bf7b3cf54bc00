package dev.bailiwick.internal.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.password.Credentials;
import dev.bailiwick.password.Password;
import dev.bailiwick.password.PasswordHasher;
import dev.bailiwick.password.PasswordNotice;
import dev.bailiwick.password.PasswordPort;
import dev.bailiwick.password.Pbkdf2Hasher;
import dev.bailiwick.password.ResetMail;
import dev.bailiwick.password.TooManyPasswords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HashSlotsTest {
  private static final int CALLS = 10_000;

  /** Waits for a latch that the test opens. */
  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  // 45.
  @Test
  @Timeout(60)
  void of_ten_thousand_calls_at_once_few_run_few_wait_and_the_others_are_refused_at_once()
      throws Exception {
    HashSlots slots = new HashSlots(2, 8, Duration.ofMinutes(1));
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    CountDownLatch allRefused = new CountDownLatch(CALLS - 10);
    CountDownLatch open = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(64);
    try {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        calls.add(
            threads.submit(
                () -> {
                  try {
                    slots.run(
                        () -> {
                          most.accumulateAndGet(running.incrementAndGet(), Math::max);
                          await(open);
                          running.decrementAndGet();
                          return done.incrementAndGet();
                        });
                  } catch (TooManyPasswords tooMany) {
                    refused.incrementAndGet();
                    allRefused.countDown();
                  }
                }));
      }
      await(allRefused);
      assertThat(done).hasValue(0);
      open.countDown();
      for (Future<?> call : calls) {
        call.get(1, TimeUnit.MINUTES);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(most).hasValue(2);
    assertThat(done).hasValue(10);
    assertThat(refused).hasValue(CALLS - 10);
  }

  @Test
  void a_slot_is_free_again_after_a_failure_and_waiting_ends() throws Exception {
    HashSlots slots = new HashSlots(1, 1, Duration.ofMillis(10));
    assertThatThrownBy(
            () ->
                slots.run(
                    () -> {
                      throw new IllegalStateException("on purpose");
                    }))
        .isInstanceOf(IllegalStateException.class);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> first =
          thread.submit(
              () ->
                  slots.run(
                      () -> {
                        inside.countDown();
                        await(open);
                        return 1;
                      }));
      await(inside);
      assertThatThrownBy(() -> slots.run(() -> 2)).isInstanceOf(TooManyPasswords.class);
      open.countDown();
      assertThat(first.get(1, TimeUnit.MINUTES)).isEqualTo(1);
      assertThat(slots.run(() -> 3)).isEqualTo(3);
    } finally {
      thread.shutdownNow();
    }
  }

  // 45.
  @Test
  @Timeout(60)
  void a_flood_of_unknown_names_leaves_the_slots_of_known_origins_free() throws Exception {
    PasswordHasher cheap = Pbkdf2Hasher.withIterations(1);
    PasswordHashing hashing =
        new PasswordHashing(
            Credentials.passwordAlone(new byte[Credentials.KEY_BYTES], new Silent())
                .withHasher(cheap)
                .withHashesAtOnce(1));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> flood =
          thread.submit(
              () ->
                  hashing.bounded(
                      false,
                      () -> {
                        inside.countDown();
                        await(open);
                        return true;
                      }));
      await(inside);
      Password password = Password.of("vexing cobalt moon");
      assertThat(hashing.<String>bounded(true, () -> cheap.hash(password))).isNotEmpty();
      open.countDown();
      assertThat(flood.get(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      thread.shutdownNow();
    }
  }

  /** Sends nothing. */
  private static final class Silent implements PasswordPort {
    @Override
    public void sendReset(ResetMail mail) {}

    @Override
    public void tell(PasswordNotice notice) {}
  }
}
