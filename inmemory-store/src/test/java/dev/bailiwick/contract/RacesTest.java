package dev.bailiwick.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.contract.topic.concurrency.RacesContract;
import dev.bailiwick.inmemory.LocklessStore;
import dev.bailiwick.store.Store;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests of races have teeth: over a store without locks each of them fails. */
class RacesTest {
  /** A reporter that keeps nothing. */
  private static final TestReporter UNHEARD = entry -> {};

  private static final class Lockless implements RacesContract {
    @Override
    public Store newStore() {
      return new LocklessStore();
    }
  }

  static Stream<Arguments> races() {
    return Stream.of(
        race("each other", RacesContract::two_admins_removing_each_other_leave_one_of_them),
        race(
            "handed and removed",
            RacesContract::an_org_has_an_owner_even_if_they_are_removed_as_it_is_handed_to_them),
        race(
            "handed and switched off",
            RacesContract::an_org_is_handed_to_an_account_before_it_is_switched_off_or_not_at_all),
        race(
            "demoted", RacesContract::an_admin_demoted_while_granting_granted_before_or_not_at_all),
        race(
            "super users",
            RacesContract::two_super_users_deactivating_each_other_leave_one_of_them),
        race(
            "claimed twice",
            RacesContract::two_sign_ins_of_one_person_at_once_claim_an_account_once),
        race(
            "claimed and locked",
            RacesContract::a_person_who_claims_an_account_is_not_locked_by_the_org),
        race("claimed and removed", RacesContract::an_account_is_claimed_or_removed_and_not_both),
        race("erased guest", RacesContract::a_guest_erased_while_receiving_a_grant_has_no_grant),
        race(
            "erased in a team",
            RacesContract::a_user_erased_while_added_to_a_stand_alone_team_has_no_membership),
        race(
            "suspended",
            contract -> contract.no_member_changes_an_org_after_its_suspension(UNHEARD)),
        race(
            "accepted and withdrawn",
            contract -> contract.an_invitation_is_accepted_or_withdrawn_and_not_both(UNHEARD)),
        race(
            "accepted and demoted",
            contract -> contract.an_admin_who_is_demoted_lets_nobody_in_afterwards(UNHEARD)),
        race(
            "accepted and removed",
            contract ->
                contract.ownership_is_accepted_or_the_candidate_is_removed_and_not_both(UNHEARD)),
        race(
            "erased and joined",
            contract ->
                contract.an_org_is_deleted_with_its_owner_or_gets_a_member_and_not_both(UNHEARD)),
        race("erased", RacesContract::a_user_erased_while_joining_is_no_member));
  }

  private static Arguments race(String name, Consumer<RacesContract> race) {
    return Arguments.of(name, race);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("races")
  void without_locks_the_race_is_lost(String name, Consumer<RacesContract> race) {
    assertThatThrownBy(
            () -> {
              // More chances than the contract takes, so that this does not hang on luck.
              for (int i = 0; i < 50; i++) {
                race.accept(new Lockless());
              }
            })
        .isInstanceOf(AssertionError.class);
  }
}
