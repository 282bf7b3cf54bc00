package dev.bailiwick.contract.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.reference.AnswerComparison;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.store.Store;
import java.util.Optional;

/**
 * One random history in two stores at once: each step is accepted by both, or refused by both in
 * the same words; then both hold the same, down to ids, versions and revisions, and have the same
 * in their logs.
 */
public final class SameHistory {
  private final History one;
  private final History other;
  private long accepted;
  private long compared;

  private SameHistory(Store one, Store other) {
    this.one = new History(one);
    this.other = new History(other);
  }

  /**
   * How far a history was compared.
   *
   * @param accepted how many of its steps both stores accepted
   * @param answers how many answers to questions were compared
   */
  public record Compared(long accepted, long answers) {}

  /**
   * Plays a history.
   *
   * @param one an empty store
   * @param other another, which gives ids in the same order
   * @param seed of the history
   * @param length the number of steps
   * @param turn after each so many steps, both answer all permissions of all users, and one
   *     permission in one tenant in every way; the explanations are the same to the letter
   * @throws AssertionError if the stores differ; it names the seed and the steps
   */
  public static Compared play(Store one, Store other, long seed, int length, int turn) {
    SameHistory same = new SameHistory(one, other);
    int taken = 0;
    for (int number : History.numbers(seed, length)) {
      taken++;
      try {
        same.step(number);
        if (taken % turn == 0) {
          same.ask(taken / turn);
        }
      } catch (AssertionError | RuntimeException different) {
        throw new AssertionError(
            different.getMessage()
                + "\nThe seed is "
                + seed
                + ". One store went\n"
                + String.join("\n", same.one.steps())
                + "\nand the other\n"
                + String.join("\n", same.other.steps()),
            different);
      }
    }
    return new Compared(same.accepted, same.compared);
  }

  private void step(int number) {
    HistoryStep here = one.step(number);
    HistoryStep there = other.step(number);
    assertThat(refusal(there)).as("how it ended").isEqualTo(refusal(here));
    assertThat(there.entries()).as("the entries").isEqualTo(here.entries());
    assertThat(there.after()).as("the contents").isEqualTo(here.after());
    accepted += here.accepted() ? 1 : 0;
  }

  private static String refusal(HistoryStep step) {
    Optional<BailiwickException> refusal = step.refusal();
    return refusal.map(r -> r.getClass().getSimpleName() + ": " + r.getMessage()).orElse("");
  }

  /** Both against the reference, so that both answer the same. */
  private void ask(int turn) {
    StoreContents contents = one.contents();
    int pageSize = one.pageSize();
    AnswerComparison.compareInTurn(one.world(), contents, pageSize, turn);
    compared += AnswerComparison.compareInTurn(other.world(), contents, pageSize, turn);
    var explained = AnswerComparison.explainInTurn(one.world(), contents, turn);
    assertThat(AnswerComparison.explainInTurn(other.world(), contents, turn))
        .as("why")
        .isEqualTo(explained);
    compared += explained.size();
  }
}
