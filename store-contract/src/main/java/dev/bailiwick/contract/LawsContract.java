package dev.bailiwick.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.id.Consistency;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
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
            Answers.compare(history, number % 7 == 0);
          });
    }
  }

  /** That the histories are worth something: always the same one, so that it never surprises. */
  @Example
  default void histories_mix_all_mutators_and_are_mostly_accepted() {
    History history = new History(newStore());
    int steps = 4_000;
    for (int number = 0; number < steps; number++) {
      history.step(number);
    }
    int accepted = history.accepted().values().stream().mapToInt(Integer::intValue).sum();
    assertThat(2 * accepted).as("accepted of %s", steps).isGreaterThan(steps);
    assertThat(history.tried()).as("mutators that were tried").hasSize(History.MUTATORS);
    assertThat(history.tried().values())
        .as("how often each was tried")
        .allSatisfy(times -> assertThat(times).isGreaterThan(steps / 100));
    assertThat(history.accepted().keySet())
        .as("mutators that succeeded")
        .containsExactlyInAnyOrderElementsOf(history.tried().keySet());
  }

  private static void told(History history, Runnable step) {
    try {
      step.run();
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError(
          broken.getMessage()
              + "\nafter History history = new History(newStore());\n"
              + String.join("\n", history.steps()),
          broken);
    }
  }
}
