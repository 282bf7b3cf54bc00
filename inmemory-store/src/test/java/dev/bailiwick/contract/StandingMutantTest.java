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
            "port, many", Careless::a_unit_that_wrote_many_tenants_is_kept_or_undone_as_a_whole),
        example("switched off", Careless::an_admin_deactivated_while_granting_does_not_grant),
        example("locked", Careless::an_admin_locked_while_granting_does_not_grant),
        example("erased", Careless::a_super_user_erased_while_granting_does_not_grant),
        example("super user", Careless::a_former_super_user_does_not_make_a_super_users_change),
        example("guest", Careless::a_guest_leaving_the_org_that_received_the_grant_does_not_grant),
        example(
            "operation",
            Careless::a_change_under_an_operation_id_is_not_made_either_and_the_id_stays_free),
        example(
            "race, switched off",
            careless ->
                careless.no_actor_makes_a_change_that_ends_after_their_deactivation(unheard)),
        example(
            "race, super user",
            careless ->
                careless.no_former_super_user_makes_a_change_that_ends_after_the_right_was_taken(
                    unheard)),
        example(
            "race, guest",
            careless ->
                careless.no_guest_makes_a_change_that_ends_after_they_left_their_org(unheard)));
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
