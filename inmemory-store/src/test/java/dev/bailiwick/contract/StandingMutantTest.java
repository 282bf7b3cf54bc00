package dev.bailiwick.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.contract.topic.concurrency.StandingContract;
import dev.bailiwick.contract.topic.concurrency.StandingRacesContract;
import dev.bailiwick.contract.topic.port.StandingPortsContract;
import dev.bailiwick.inmemory.InMemoryStore;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of an actor's standing has teeth: a store that does not judge it again fails. */
class StandingMutantTest {
  private static final class Careless
      implements StandingContract, StandingPortsContract, StandingRacesContract {
    @Override
    public Store newStore() {
      return BrokenStore.at(
          InMemoryStore.create(),
          Transaction.class,
          "requireAtCommit",
          (view, arguments, sound) -> null);
    }
  }

  static Stream<Arguments> examples() {
    TestReporter unheard = entry -> {};
    return Stream.of(
        example("port", Careless::a_unit_is_undone_if_the_standing_that_it_requires_is_gone),
        example("port, made", Careless::a_unit_that_only_makes_tenants_requires_a_standing_too),
        example(
            "port, many",
            Careless::a_unit_that_wrote_many_tenants_requires_a_standing_of_all_or_none),
        example("switched off", Careless::whoever_is_switched_off_while_granting_does_not_grant),
        example("locked", Careless::whoever_is_locked_while_granting_does_not_grant),
        example("erased", Careless::whoever_is_erased_while_granting_does_not_grant),
        example(
            "super user",
            Careless::whoever_is_no_super_user_any_more_does_not_make_a_super_users_change),
        example(
            "guest",
            Careless::whoever_leaves_the_org_through_which_they_are_a_guest_does_not_grant),
        example(
            "operation",
            Careless::a_change_under_an_operation_id_is_not_made_either_and_the_id_stays_free),
        example(
            "race, switched off",
            careless ->
                careless.nobody_makes_a_change_that_ends_after_they_were_switched_off(unheard)),
        example(
            "race, super user",
            careless ->
                careless.nobody_makes_a_change_as_a_super_user_that_ends_after_they_were_one(
                    unheard)),
        example(
            "race, guest",
            careless ->
                careless.nobody_makes_a_change_as_a_guest_that_ends_after_they_left_their_org(
                    unheard)));
  }

  private static Arguments example(String name, Consumer<Careless> example) {
    return Arguments.of(name, example);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void a_store_that_does_not_judge_it_again_fails(String name, Consumer<Careless> example) {
    assertThatThrownBy(() -> example.accept(new Careless())).isInstanceOf(AssertionError.class);
  }
}
