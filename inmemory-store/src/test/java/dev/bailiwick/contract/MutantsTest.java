package dev.bailiwick.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.history.Laws;
import dev.bailiwick.contract.history.Laws.Law;
import dev.bailiwick.contract.topic.law.LawsContract;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.inmemory.InMemoryStore;
import dev.bailiwick.org.Membership;
import dev.bailiwick.store.CandidateRepository;
import dev.bailiwick.store.Facts.OrgFacts;
import dev.bailiwick.store.GrantRepository;
import dev.bailiwick.store.OrgRepository;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws have teeth: each catches stores that were broken on purpose. */
class MutantsTest {
  /** The same histories in each build; those of {@link LawsContract} are new in each. */
  private static final int HISTORIES = 8;

  static Stream<Arguments> mutants() {
    return Stream.of(
        mutant(
            "adds users without a membership of the org to a team",
            Laws::membersOfAnOrgsTeamAreMembersOfTheOrg,
            MutantsTest::anyMember),
        mutant(
            "keeps grants on leaving an org",
            Laws::leavingAnOrgRemovesEveryGrantAndOwnership,
            MutantsTest::keptGrants),
        mutant(
            "forgets child teams in lookup subjects",
            Laws::everyQuestionHasTheAnswerOfTheReference,
            MutantsTest::noChildTeams),
        mutant(
            "ignores until in lookups only",
            Laws::everyQuestionHasTheAnswerOfTheReference,
            MutantsTest::endlessInLookups),
        mutant(
            "ignores a denial through everyone",
            Laws::everyQuestionHasTheAnswerOfTheReference,
            MutantsTest::noDenialThroughEveryone),
        mutant(
            "counts an inactive member",
            Laws::everyQuestionHasTheAnswerOfTheReference,
            MutantsTest::inactiveCounts),
        mutant(
            "decides as if no org were suspended",
            Laws::everyQuestionHasTheAnswerOfTheReference,
            MutantsTest::suspensionForgotten),
        mutant(
            "lets a grant to a suspended org count",
            Laws::everyQuestionHasTheAnswerOfTheReference,
            MutantsTest::suspendedGuestCounts),
        mutant(
            "forgets the denials to a suspended org",
            Laws::everyQuestionHasTheAnswerOfTheReference,
            MutantsTest::suspendedGuestIsForgotten),
        mutant(
            "lets members change a suspended org",
            Laws::aSuspendedOrgIsChangedByTheHostAlone,
            MutantsTest::suspensionUnseen),
        mutant(
            "skips a row between pages",
            Laws::everyQuestionHasTheAnswerOfTheReference,
            MutantsTest::skippedRow));
  }

  private static Arguments mutant(String name, Law law, Supplier<Store> store) {
    return Arguments.of(name, law, store);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void a_mutant_is_caught_by_its_law(String name, Law law, Supplier<Store> store) {
    assertThatThrownBy(() -> judge(law, store, HISTORIES)).isInstanceOf(AssertionError.class);
  }

  /** So that it is the mutation that the laws find, and not how a mutant is made. */
  @Test
  void the_store_itself_is_not() {
    assertThatCode(
            () ->
                along(
                    () -> BrokenStore.nowhere(InMemoryStore.create()),
                    LawsContract.LENGTH / 8,
                    Laws::everyQuestionHasTheAnswerOfTheReference))
        .doesNotThrowAnyException();
  }

  /** Plays the first history for some steps. */
  private static void along(Supplier<Store> store, int steps, Law law) {
    LawsContract laws = store::get;
    laws.along(1, steps, law);
  }

  /** Plays the histories of the first seeds. */
  private static void judge(Law law, Supplier<Store> store, int histories) {
    LawsContract laws = store::get;
    for (long seed = 1; seed <= histories; seed++) {
      laws.along(seed, law);
    }
  }

  private static Store anyMember() {
    return BrokenStore.at(
        InMemoryStore.create(),
        OrgRepository.class,
        "membership",
        (view, args, answer) ->
            ((Optional<?>) answer.get()).isPresent() || args.length != 2
                ? answer.get()
                : Optional.of(Membership.of((OrgId) args[0], (UserId) args[1])));
  }

  private static Store keptGrants() {
    return BrokenStore.at(
        InMemoryStore.create(),
        GrantRepository.class,
        "delete",
        (view, args, answer) ->
            ((Grant) args[0]).accessor() instanceof UserId ? null : answer.get());
  }

  private static Store noChildTeams() {
    return BrokenStore.at(
        InMemoryStore.create(),
        CandidateRepository.class,
        "subjects",
        (view, args, answer) ->
            ((Collection<?>) answer.get())
                .stream()
                    .filter(user -> !seatedInAChild(view, (UserId) user))
                    .collect(ImmutableList.toImmutableList()));
  }

  private static boolean seatedInAChild(View view, UserId user) {
    return StoreContents.of(view).seats().stream()
        .filter(seat -> seat.user().equals(user))
        .map(Seat::team)
        .anyMatch(
            team ->
                view.teams().find(team).filter(found -> !found.parents().isEmpty()).isPresent());
  }

  /**
   * For lookups of resources, which name no resource, every grant is found without its validity
   * period.
   */
  private static Store endlessInLookups() {
    return BrokenStore.at(
        InMemoryStore.create(),
        View.class,
        "facts",
        (view, args, answer) ->
            ((Collection<?>) args[2]).isEmpty()
                ? BrokenStore.answering(
                    dev.bailiwick.store.Facts.class,
                    answer.get(),
                    "grants",
                    (none, of, grants) ->
                        ((Collection<?>) grants.get())
                            .stream()
                                .map(grant -> endless((Grant) grant))
                                .collect(ImmutableList.toImmutableList()))
                : answer.get());
  }

  private static Grant endless(Grant grant) {
    return Grant.of(
        grant.tenant(), grant.key(), new Window(grant.window().from(), Optional.empty()));
  }

  private static Store noDenialThroughEveryone() {
    return BrokenStore.facts(
        "grants",
        (view, args, answer) ->
            ((Collection<?>) answer.get())
                .stream()
                    .map(Grant.class::cast)
                    .filter(g -> g.effect() == Effect.ALLOW || g.accessor() != Everyone.EVERYONE)
                    .collect(ImmutableList.toImmutableList()));
  }

  private static Store inactiveCounts() {
    return BrokenStore.facts(
        "membership",
        (view, args, answer) ->
            ((Optional<?>) answer.get()).map(m -> ((Membership) m).withActive(true)));
  }

  private static Store suspensionForgotten() {
    return BrokenStore.facts(
        "org",
        (view, args, answer) -> ((Optional<?>) answer.get()).map(org -> open((OrgFacts) org)));
  }

  private static OrgFacts open(OrgFacts org) {
    return new OrgFacts(org.owner(), org.sharing(), org.membersDefaultRole(), Optional.empty());
  }

  private static Store suspendedGuestCounts() {
    return BrokenStore.facts("suspendedOrgs", (view, args, answer) -> ImmutableList.of());
  }

  private static Store suspendedGuestIsForgotten() {
    return BrokenStore.at(
        InMemoryStore.create(),
        View.class,
        "facts",
        (view, args, answer) ->
            BrokenStore.answering(
                dev.bailiwick.store.Facts.class,
                answer.get(),
                "orgs",
                (none, of, orgs) ->
                    Streams.stream((Iterable<?>) orgs.get())
                        .filter(org -> view.orgs().suspension((OrgId) org).isEmpty())
                        .collect(ImmutableList.toImmutableList())));
  }

  private static Store suspensionUnseen() {
    return BrokenStore.at(
        suspensionForgotten(),
        OrgRepository.class,
        "suspension",
        (view, args, answer) -> Optional.empty());
  }

  private static Store skippedRow() {
    return BrokenStore.at(
        InMemoryStore.create(),
        CandidateRepository.class,
        "subjects",
        (view, args, answer) -> {
          List<?> users = (List<?>) answer.get();
          boolean goesOn = ((Slice<?>) args[2]).after().isPresent();
          return goesOn && users.size() > 1
              ? ImmutableList.copyOf(users.subList(1, users.size()))
              : users;
        });
  }
}
