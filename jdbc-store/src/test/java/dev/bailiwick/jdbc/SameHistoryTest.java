package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.contract.history.SameHistory;
import dev.bailiwick.contract.history.Seeds;
import dev.bailiwick.inmemory.InMemoryStore;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same history gives the same in memory and in each database: {@code -Dbailiwick.steps=N} steps
 * in histories of at most 200, from the seed that {@link Seeds} names; questions are asked after
 * each {@code -Dbailiwick.ask=N} steps, 20 by default.
 */
@Tag("long")
class SameHistoryTest {
  private static final int LENGTH = 200;

  static List<Database> databases() {
    return List.of(Databases.H2_MEMORY, Databases.POSTGRESQL, Databases.MARIADB);
  }

  @AfterEach
  void recycle() {
    databases().forEach(Database::recycle);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void the_same_history_gives_the_same_in_memory_and_in_a_database(
      Database database, TestReporter reporter) {
    long wanted = Long.getLong("bailiwick.steps", 2_000);
    int turn = Integer.getInteger("bailiwick.ask", 20);
    int length = (int) Math.min(wanted, LENGTH);
    long histories = wanted / length;
    long first = Seeds.first();
    String product = database.product();
    long accepted = 0;
    long answers = 0;
    long started = System.nanoTime();
    for (long history = 0; history < histories; history++) {
      var compared =
          SameHistory.play(
              InMemoryStore.create(), database.newStore(), first + history, length, turn);
      database.recycle();
      accepted += compared.accepted();
      answers += compared.answers();
    }
    reporter.publishEntry(
        product,
        String.format(
            "%,d steps compared, %,d accepted, %,d answers, in %s, from seed %d",
            histories * length,
            accepted,
            answers,
            Duration.ofNanos(System.nanoTime() - started).truncatedTo(ChronoUnit.SECONDS),
            first));
    assertThat(product).startsWith(database.name() + " ");
    assertThat(answers).isPositive();
  }
}
