package dev.bailiwick.contract.topic.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.history.History;
import dev.bailiwick.contract.history.Laws;
import dev.bailiwick.contract.history.Seeds;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * All laws at once over long histories: {@code -Dbailiwick.steps=N} steps, by default 2,000, in the
 * histories that {@link Seeds} names.
 */
public interface MarathonContract extends ContractTopic {
  /** From so many steps on, chance does not decide whether half of them are accepted. */
  int ENOUGH = 2_000;

  @Test
  default void all_laws_hold_at_every_step_of_many_histories(TestReporter reporter)
      throws InterruptedException, ExecutionException {
    long wanted = Long.getLong("bailiwick.steps", 2_000);
    int length = (int) Math.min(wanted, LawsContract.LENGTH);
    long histories = wanted / length;
    long first = Seeds.first();
    AtomicLong next = new AtomicLong();
    AtomicLong accepted = new AtomicLong();
    AtomicLong compared = new AtomicLong();
    LawsContract laws = this::newStore;
    long started = System.nanoTime();
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        runs.add(
            threads.submit(
                () -> {
                  for (long h = next.getAndIncrement(); h < histories; h = next.getAndIncrement()) {
                    History history =
                        laws.along(
                            first + h,
                            length,
                            (past, step) -> {
                              accepted.addAndGet(step.accepted() ? 1 : 0);
                              Laws.ALL.forEach(law -> law.judge(past, step));
                            });
                    Laws.replayingTheLogsGivesTheSameAnswers(history, newStore());
                    compared.addAndGet(history.compared());
                  }
                }));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      threads.shutdownNow();
    }
    long steps = histories * length;
    reporter.publishEntry(
        "marathon",
        String.format(
            "%,d steps, %,d accepted, %,d answers compared, in %s, from seed %d",
            steps,
            accepted.get(),
            compared.get(),
            Duration.ofNanos(System.nanoTime() - started).truncatedTo(ChronoUnit.SECONDS),
            first));
    if (steps >= ENOUGH) {
      assertThat(2 * accepted.get()).as("accepted of %s", steps).isGreaterThan(steps);
    }
  }
}
