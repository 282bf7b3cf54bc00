package dev.bailiwick.contract.topic.law;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultiset;
import com.google.common.collect.Multiset;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.history.ExistenceLaw;
import dev.bailiwick.contract.history.History;
import dev.bailiwick.contract.history.HistoryStep;
import dev.bailiwick.contract.history.Laws;
import dev.bailiwick.contract.history.Laws.Law;
import dev.bailiwick.contract.history.LogLaws;
import dev.bailiwick.contract.history.Moves;
import dev.bailiwick.contract.history.RightsLaws;
import dev.bailiwick.contract.history.Seeds;
import dev.bailiwick.org.OrgSuspended;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/**
 * The laws that hold along every history of random changes. {@link Seeds} says which histories they
 * are.
 */
public interface LawsContract extends ContractTopic {
  /** The number of histories in which each mutator is called at least 100 times. */
  int SEEDS = 26;

  /** The number of histories after the first one from which those of a law are drawn. */
  int OTHERS = Integer.getInteger("bailiwick.others", 59);

  /** How long a history is. */
  int LENGTH = 4 * Moves.ALL.size();

  /** The number of histories that each law is judged by. */
  int HISTORIES = 8;

  /** The number of histories for a law that few kinds of steps could break. */
  int MANY_HISTORIES = 30;

  /** The number of histories for a law that asks thousands of questions in each step. */
  int FEW_HISTORIES = 2;

  /** A law that is judged along several histories. */
  @Tag("long")
  @Property(tries = HISTORIES, shrinking = ShrinkingMode.OFF)
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface AlongHistories {}

  /** The seed of a history. */
  @Provide
  default Arbitrary<Long> seeds() {
    long first = Seeds.first();
    return Arbitraries.longs().between(first, first + OTHERS);
  }

  @AlongHistories
  default void members_of_an_orgs_team_are_members_of_the_org(@ForAll("seeds") long seed) {
    along(seed, Laws::membersOfAnOrgsTeamAreMembersOfTheOrg);
  }

  @AlongHistories
  default void leaving_an_org_removes_every_grant_and_ownership(@ForAll("seeds") long seed) {
    along(seed, Laws::leavingAnOrgRemovesEveryGrantAndOwnership);
  }

  @AlongHistories
  default void an_org_always_has_one_owner_with_an_active_membership(@ForAll("seeds") long seed) {
    along(seed, Laws::anOrgAlwaysHasOneOwnerWithAnActiveMembership);
  }

  @AlongHistories
  default void ownership_is_offered_by_the_owner_and_accepted_by_the_candidate(
      @ForAll("seeds") long seed) {
    along(seed, Laws::ownershipIsOfferedByTheOwnerAndAcceptedByTheCandidate);
  }

  @AlongHistories
  default void no_two_accounts_share_an_address_or_identity(@ForAll("seeds") long seed) {
    along(seed, Laws::noTwoAccountsShareAnAddressOrIdentity);
  }

  @AlongHistories
  default void unclaimed_accounts_belong_to_their_org(@ForAll("seeds") long seed) {
    along(seed, Laws::unclaimedAccountsBelongToTheirOrg);
  }

  @AlongHistories
  default void a_default_org_is_one_of_theirs(@ForAll("seeds") long seed) {
    along(seed, Laws::aDefaultOrgIsAnOrgOfTheUser);
  }

  @AlongHistories
  default void nothing_crosses_a_tenant(@ForAll("seeds") long seed) {
    along(seed, Laws::nothingCrossesATenant);
  }

  @AlongHistories
  default void a_call_inside_an_org_changes_no_other_org(@ForAll("seeds") long seed) {
    along(seed, Laws::aCallInsideAnOrgChangesNoOtherOrg);
  }

  @AlongHistories
  default void a_suspended_org_is_changed_by_the_host_alone(@ForAll("seeds") long seed) {
    along(seed, Laws::aSuspendedOrgIsChangedByTheHostAlone);
  }

  @AlongHistories
  default void every_reference_is_to_an_existing_item(@ForAll("seeds") long seed) {
    along(seed, Laws::everyReferenceIsToAnExistingItem);
  }

  @AlongHistories
  default void no_id_is_used_twice(@ForAll("seeds") long seed) {
    along(seed, Laws::noIdIsUsedTwice);
  }

  @AlongHistories
  default void nothing_is_its_own_ancestor(@ForAll("seeds") long seed) {
    along(seed, Laws::nothingIsItsOwnAncestor);
  }

  @AlongHistories
  default void granting_only_adds_rights_and_revoking_only_removes_them(
      @ForAll("seeds") long seed) {
    along(seed, RightsLaws::grantingOnlyAddsRightsAndRevokingOnlyRemovesThem);
  }

  @AlongHistories
  default void leaving_a_team_keeps_the_other_rights(@ForAll("seeds") long seed) {
    along(seed, RightsLaws::leavingATeamKeepsTheOtherRights);
  }

  @AlongHistories
  default void the_same_call_again_changes_nothing(@ForAll("seeds") long seed) {
    along(seed, Laws::theSameCallAgainChangesNothing);
  }

  @AlongHistories
  default void a_refused_call_changes_nothing(@ForAll("seeds") long seed) {
    along(seed, Laws::aRefusedCallChangesNothing);
  }

  @Tag("long")
  @Property(tries = FEW_HISTORIES, shrinking = ShrinkingMode.OFF)
  default void every_question_has_the_answer_of_the_reference(@ForAll("seeds") long seed) {
    along(seed, Laws::everyQuestionHasTheAnswerOfTheReference);
  }

  @Tag("long")
  @Property(tries = 1, shrinking = ShrinkingMode.OFF)
  default void after_each_of_a_thousand_steps_every_right_equals_the_reference(
      @ForAll("seeds") long seed) {
    along(seed, 1_000, Laws::everyRightIsThatOfTheReference);
  }

  @AlongHistories
  default void a_change_has_one_entry_and_moves_each_tenant_by_one(@ForAll("seeds") long seed) {
    along(seed, LogLaws::aChangeHasOneEntryAndMovesEachTenantByOne);
  }

  @Property(tries = HISTORIES, shrinking = ShrinkingMode.OFF)
  default void replaying_the_logs_gives_the_same_answers(@ForAll("seeds") long seed) {
    History history = along(seed, (past, step) -> {});
    told(history, seed, () -> Laws.replayingTheLogsGivesTheSameAnswers(history, newStore()));
  }

  @Tag("long")
  @Property(tries = MANY_HISTORIES, shrinking = ShrinkingMode.OFF)
  default void actors_give_only_their_own_rights(@ForAll("seeds") long seed) {
    along(seed, RightsLaws::actorsGiveOnlyTheirOwnRights);
  }

  @AlongHistories
  default void items_of_another_org_answer_like_missing_items(@ForAll("seeds") long seed) {
    History history = along(seed);
    History same = along(seed);
    told(history, seed, () -> ExistenceLaw.cannotTell(history, same));
  }

  /**
   * Checks that the histories call every mutator and that most calls are accepted. The histories
   * are always the same, so that the result never changes by chance.
   */
  @Tag("long")
  @Example
  default void histories_mix_all_mutators_and_are_mostly_accepted() {
    Multiset<String> tried = LinkedHashMultiset.create();
    Multiset<String> accepted = LinkedHashMultiset.create();
    Multiset<String> suspended = LinkedHashMultiset.create();
    for (long seed = 1; seed <= SEEDS; seed++) {
      along(
          seed,
          (history, step) -> {
            tried.add(step.move());
            if (step.accepted()) {
              accepted.add(step.move());
            }
            step.before().suspendedOrgs().forEach(org -> suspended.add("org"));
            step.refusal()
                .filter(OrgSuspended.class::isInstance)
                .ifPresent(refusal -> suspended.add("refusal"));
          });
    }
    int steps = SEEDS * LENGTH;
    assertThat(2 * accepted.size()).as("accepted of %s", steps).isGreaterThan(steps);
    assertThat(suspended.count("org")).as("steps beside a suspended org").isGreaterThan(100);
    assertThat(suspended.count("refusal")).as("refused by a suspension").isGreaterThan(100);
    assertThat(tried.elementSet()).as("mutators that were tried").hasSize(Moves.ALL.size());
    for (String move : tried.elementSet()) {
      assertThat(tried.count(move))
          .as(move)
          .isEqualTo(steps / Moves.ALL.size())
          .isGreaterThanOrEqualTo(100);
      assertThat(accepted.count(move)).as("%s accepted", move).isGreaterThanOrEqualTo(10);
    }
  }

  /** Plays the history of a seed, and judges each step. */
  default History along(long seed, Law... laws) {
    return along(seed, LENGTH, laws);
  }

  /** Plays the history of a seed up to the given length, and judges each step. */
  default History along(long seed, int length, Law... laws) {
    History history = new History(newStore());
    for (int number : History.numbers(seed, length)) {
      told(
          history,
          seed,
          () -> {
            HistoryStep step = history.step(number);
            ImmutableList.copyOf(laws).forEach(law -> law.judge(history, step));
          });
    }
    return history;
  }

  private static void told(History history, long seed, Runnable step) {
    try {
      step.run();
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError(
          broken.getMessage()
              + "\nThe seed of this history is "
              + seed
              + ". After History history = new History(newStore());\n"
              + String.join("\n", history.steps()),
          broken);
    }
  }
}
