package dev.bailiwick.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.id.Consistency;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** The laws that hold along every history, of whatever random changes. */
interface LawsContract extends Contract {

  /** Numbers, each of which is a step. */
  @Provide
  default Arbitrary<List<Integer>> histories() {
    return Arbitraries.integers().list().ofSize(200);
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  default void the_invariants_hold_after_every_step(@ForAll("histories") List<Integer> steps) {
    History history = new History(newStore());
    for (int number : steps) {
      told(
          history,
          () -> {
            history.step(number);
            history
                .world()
                .store()
                .read(
                    Consistency.latest(),
                    view -> {
                      Invariants.check(view);
                      return true;
                    });
          });
    }
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  default void every_question_has_the_answer_of_the_reference(
      @ForAll("histories") List<Integer> steps) {
    History history = new History(newStore());
    for (int number : steps) {
      told(
          history,
          () -> {
            history.step(number);
            Answers.compare(history, number % 97 == 0);
          });
    }
  }

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  default void histories_are_mixed_and_mostly_accepted(
      @ForAll("histories") List<Integer> first, @ForAll("histories") List<Integer> second) {
    History history = new History(newStore());
    Stream.of(first, second, first, second, first)
        .flatMap(List::stream)
        .forEach(number -> history.step(number * 31 + history.steps().size()));
    int tried = history.steps().size();
    int accepted = history.accepted().values().stream().mapToInt(Integer::intValue).sum();
    System.err.println(accepted + "/" + tried + " " + history.tried().size());
    history
        .tried()
        .forEach(
            (n, c) ->
                System.err.println(n + " " + history.accepted().getOrDefault(n, 0) + "/" + c));
    assertThat(2 * accepted).as("accepted of %s", tried).isGreaterThan(tried);
  }

  private static void told(History history, Runnable step) {
    try {
      step.run();
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError(
          broken.getMessage() + "\nafter\n" + String.join("\n", history.steps()), broken);
    }
  }
}
