package dev.bailiwick.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.access.CandidateRepository;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.GrantRepository;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.inmemory.InMemoryStore;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.OrgRepository;
import dev.bailiwick.page.Slice;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws have teeth: each catches stores that were broken on purpose. */
class MutantsTest {
  private static final List<Integer> STEPS = IntStream.range(0, 1_500).boxed().toList();

  /** Which law must catch a mutant. */
  private enum Law {
    INVARIANTS,
    ANSWERS
  }

  static Stream<Arguments> mutants() {
    return Stream.of(
        mutant("seats whoever is no member of the org", Law.INVARIANTS, MutantsTest::anyMember),
        mutant("keeps grants on leaving an org", Law.INVARIANTS, MutantsTest::keptGrants),
        mutant("forgets child teams in lookup subjects", Law.ANSWERS, MutantsTest::noChildTeams),
        mutant("counts an inactive member", Law.ANSWERS, MutantsTest::inactiveCounts),
        mutant("skips a row between pages", Law.ANSWERS, MutantsTest::skippedRow));
  }

  private static Arguments mutant(String name, Law law, Supplier<Store> store) {
    return Arguments.of(name, law, store);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void a_mutant_is_caught_by_its_law(String name, Law law, Supplier<Store> store) {
    assertThatThrownBy(() -> hold(law, store)).isInstanceOf(AssertionError.class);
  }

  @Test
  void the_store_itself_is_not() {
    for (Law law : Law.values()) {
      assertThatCode(() -> hold(law, () -> Broken.nowhere(InMemoryStore.create())))
          .doesNotThrowAnyException();
    }
  }

  private static void hold(Law law, Supplier<Store> store) {
    LawsContract laws = store::get;
    if (law == Law.INVARIANTS) {
      laws.the_invariants_hold_after_every_step(STEPS);
    } else {
      laws.every_question_has_the_answer_of_the_reference(STEPS);
    }
  }

  private static Store anyMember() {
    return Broken.at(
        InMemoryStore.create(),
        OrgRepository.class,
        "membership",
        (view, args, answer) ->
            ((Optional<?>) answer.get()).isPresent() || args.length != 2
                ? answer.get()
                : Optional.of(new Membership((OrgId) args[0], (UserId) args[1], false, true)));
  }

  private static Store keptGrants() {
    return Broken.at(
        InMemoryStore.create(),
        GrantRepository.class,
        "delete",
        (view, args, answer) ->
            ((Grant) args[0]).accessor() instanceof UserId ? null : answer.get());
  }

  private static Store noChildTeams() {
    return Broken.at(
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
    return Contents.of(view).seats().stream()
        .filter(seat -> seat.user().equals(user))
        .map(Seat::team)
        .anyMatch(team -> view.teams().find(team).flatMap(Team::parent).isPresent());
  }

  private static Store inactiveCounts() {
    return Broken.facts(
        "membership",
        (view, args, answer) ->
            ((Optional<?>) answer.get()).map(m -> ((Membership) m).withActive(true)));
  }

  private static Store skippedRow() {
    return Broken.at(
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
