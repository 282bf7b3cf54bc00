package dev.bailiwick.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.contract.StoreContract;
import dev.bailiwick.store.Store;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole contract over one product. */
abstract class JdbcStoreContract extends StoreContract {
  private final Database database;
  private final String product;

  /**
   * Over a database.
   *
   * @param product how its name and version begin
   */
  JdbcStoreContract(Database database, String product) {
    this.database = database;
    this.product = product;
  }

  @Override
  public Store newStore() {
    return database.newStore();
  }

  @AfterEach
  @AfterTry
  void recycle() {
    database.recycle();
  }

  // The laws are slow over a database: a little of each here, more with -Dbailiwick.jdbc.steps (at
  // most 200).
  private static final int TRIES = 1;
  private static final int STEPS = Integer.getInteger("bailiwick.jdbc.steps", 40);

  @Override
  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  public void the_invariants_hold_after_every_step(@ForAll("histories") List<Integer> steps) {
    super.the_invariants_hold_after_every_step(steps.subList(0, STEPS));
  }

  @Override
  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  public void every_question_has_the_answer_of_the_reference(
      @ForAll("histories") List<Integer> steps) {
    super.every_question_has_the_answer_of_the_reference(steps.subList(0, STEPS));
  }

  /** Is about the histories and not about the store, and so is not run here. */
  @Override
  public void histories_mix_all_mutators_and_are_mostly_accepted() {
    super.histories_mix_all_mutators_and_are_mostly_accepted();
  }

  @Test
  void it_runs_on_the_product_that_it_says() {
    assertThat(database.product()).startsWith(product);
  }
}
