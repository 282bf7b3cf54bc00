package dev.bailiwick.contract.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.reference.AnswerComparison;
import dev.bailiwick.contract.reference.Invariants;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OwnershipOffer;
import dev.bailiwick.store.Store;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.User;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The laws that hold for every step of every history, as the design numbers them. */
public final class Laws {
  /** Every law that is judged step by step, for long histories. */
  public static final ImmutableList<Law> ALL =
      ImmutableList.of(
          Laws::membersOfAnOrgsTeamAreMembersOfTheOrg,
          Laws::leavingAnOrgRemovesEveryGrantAndOwnership,
          Laws::anOrgAlwaysHasOneOwnerWithAnActiveMembership,
          Laws::ownershipIsOfferedByTheOwnerAndAcceptedByTheCandidate,
          Laws::noTwoAccountsShareAnAddressOrIdentity,
          Laws::unclaimedAccountsBelongToTheirOrg,
          Laws::aDefaultOrgIsAnOrgOfTheUser,
          Laws::nothingCrossesATenant,
          Laws::aCallInsideAnOrgChangesNoOtherOrg,
          Laws::aSuspendedOrgIsChangedByTheHostAlone,
          Laws::everyReferenceIsToAnExistingItem,
          Laws::noIdIsUsedTwice,
          Laws::nothingIsItsOwnAncestor,
          RightsLaws::grantingOnlyAddsRightsAndRevokingOnlyRemovesThem,
          RightsLaws::leavingATeamKeepsTheOtherRights,
          RightsLaws::actorsGiveOnlyTheirOwnRights,
          Laws::aRefusedCallChangesNothing,
          LogLaws::aChangeHasOneEntryAndMovesEachTenantByOne,
          Laws::everyRightIsThatOfTheReference,
          // The last, since it goes on in the history.
          Laws::theSameCallAgainChangesNothing);

  private Laws() {}

  /** One law. */
  @FunctionalInterface
  public interface Law {
    /**
     * Judges a step.
     *
     * @throws AssertionError if the step broke the law
     */
    void judge(History history, HistoryStep step);
  }

  /** 1. */
  public static void membersOfAnOrgsTeamAreMembersOfTheOrg(History history, HistoryStep step) {
    Invariants.of(step.after()).everyMemberOfAnOrgsTeamIsAMemberOfTheOrg();
  }

  /** 1, too. */
  public static void leavingAnOrgRemovesEveryGrantAndOwnership(History history, HistoryStep step) {
    for (Membership left : step.before().memberships()) {
      if (step.after().memberships().stream()
          .noneMatch(m -> m.org().equals(left.org()) && m.user().equals(left.user()))) {
        for (Grant grant : step.after().grants()) {
          assertThat(
                  grant.tenant().equals(left.org())
                      && grant.accessor().equals(left.user())
                      && grant.effect() == Effect.ALLOW)
              .as("%s after %s", grant, left)
              .isFalse();
        }
        assertThat(owners(step.after(), left.org())).doesNotContain(left.user());
      }
    }
  }

  private static Stream<UserId> owners(StoreContents contents, OrgId org) {
    return Stream.concat(
        contents.teams().stream().filter(t -> t.tenant().equals(org)).map(Team::owner),
        contents.resources().stream().filter(r -> r.tenant().equals(org)).map(r -> r.owner()));
  }

  /** 2. */
  public static void anOrgAlwaysHasOneOwnerWithAnActiveMembership(
      History history, HistoryStep step) {
    Invariants.of(step.after()).theOwnerOfAnOrgIsItsActiveAdmin();
  }

  /** 2, too. Only the host and super users hand an org over without an offer. */
  public static void ownershipIsOfferedByTheOwnerAndAcceptedByTheCandidate(
      History history, HistoryStep step) {
    Invariants.of(step.after()).ownershipIsOfferedToAnActiveAdmin();
    Optional<UserId> actor = step.actor().user();
    for (OrgId id : step.before().liveOrgs()) {
      Org before = step.before().org(id);
      Org after = step.after().org(id);
      Optional<OwnershipOffer> offer = before.ownershipOffer();
      if (!after.owner().equals(before.owner()) && !step.move().equals("org.transfer_ownership")) {
        assertThat(step.move()).isEqualTo("org.accept_ownership");
        assertThat(offer.map(OwnershipOffer::candidate)).isEqualTo(Optional.of(after.owner()));
        assertThat(actor).isEqualTo(Optional.of(after.owner()));
      }
      if (after.ownershipOffer().isPresent() && !after.ownershipOffer().equals(offer)) {
        assertThat(step.move()).isEqualTo("org.offer_ownership");
        assertThat(actor).isEqualTo(Optional.of(before.owner()));
      }
    }
    if (step.accepted() && step.move().equals("org.transfer_ownership")) {
      assertThat(
              step.actor().isSystem()
                  || actor.flatMap(step.before()::user).filter(User::superUser).isPresent())
          .as("whether %s may hand an org over at once", step.actor())
          .isTrue();
    }
  }

  /** 3. */
  public static void noTwoAccountsShareAnAddressOrIdentity(History history, HistoryStep step) {
    Invariants.of(step.after()).addressesIdentitiesAndKeysAreUnique();
  }

  /** 3a. */
  public static void unclaimedAccountsBelongToTheirOrg(History history, HistoryStep step) {
    Invariants.of(step.after()).unclaimedAccountsBelongToTheirOrg();
  }

  /** 4. */
  public static void aDefaultOrgIsAnOrgOfTheUser(History history, HistoryStep step) {
    Invariants.of(step.after()).aDefaultOrgIsAnOrgOfTheUser();
  }

  /** 5. */
  public static void nothingCrossesATenant(History history, HistoryStep step) {
    Invariants.of(step.after()).nothingCrossesATenant();
  }

  /** 5, too: a call inside one org, except about an account, leaves other orgs alone. */
  public static void aCallInsideAnOrgChangesNoOtherOrg(History history, HistoryStep step) {
    boolean everywhere =
        step.actor().isSystem()
            || step.actor().org().isEmpty()
            || step.entries().stream()
                .anyMatch(entry -> entry.bySuperUser() || entry.tenant() instanceof UserId);
    if (everywhere) {
      return;
    }
    OrgId inside = step.actor().org().get();
    for (OrgId org : step.before().liveOrgs()) {
      if (!org.equals(inside)) {
        assertThat(of(org, step.after()))
            .as("the contents of %s", org)
            .isEqualTo(of(org, step.before(), gone(step)));
      }
    }
  }

  /** 14. A super user suspends and resumes it, and changes nothing else. */
  public static void aSuspendedOrgIsChangedByTheHostAlone(History history, HistoryStep step) {
    List<OrgId> suspended = step.before().suspendedOrgs();
    for (AuditEntry entry : step.entries()) {
      assertThat(
              suspended.contains(entry.tenant())
                  && !entry.actor().isSystem()
                  && !Set.of(Event.ORG_SUSPEND, Event.ORG_RESUME).contains(entry.event())
                  && !isAboutAnother(entry))
          .as("a change of a suspended org by %s: %s", entry.actor(), entry)
          .isFalse();
    }
  }

  /** A person is erased, or a guest org is deleted. */
  private static boolean isAboutAnother(AuditEntry entry) {
    return entry.event().equals(Event.USER_ERASE)
        || (entry.event().equals(Event.ORG_DELETE)
            && entry.items().stream().noneMatch(item -> item.type() == ItemType.ORG));
  }

  private static Set<Object> gone(HistoryStep step) {
    return ImmutableSet.copyOf(
        Sets.difference(
            ImmutableSet.copyOf(step.before().liveOrgs()),
            ImmutableSet.copyOf(step.after().liveOrgs())));
  }

  private static Set<Object> of(OrgId org, StoreContents contents) {
    return of(org, contents, Set.of());
  }

  /** The whole contents of an org, except grants to erased or deleted accessors. */
  private static Set<Object> of(OrgId org, StoreContents contents, Set<Object> gone) {
    Set<Object> all = new HashSet<>();
    all.add(contents.org(org));
    contents.memberships().stream().filter(m -> m.org().equals(org)).forEach(all::add);
    contents.roles().stream().filter(r -> r.org().equals(org)).forEach(all::add);
    contents.resources().stream().filter(r -> r.tenant().equals(org)).forEach(all::add);
    contents.grants().stream()
        .filter(g -> g.tenant().equals(org) && !gone.contains(g.accessor()))
        .forEach(all::add);
    Set<TeamId> teams = new HashSet<>();
    contents.teams().stream()
        .filter(t -> t.tenant().equals(org))
        .forEach(
            team -> {
              all.add(team);
              teams.add(team.id());
            });
    contents.seats().stream().filter(s -> teams.contains(s.team())).forEach(all::add);
    return all;
  }

  /** 6. */
  public static void everyReferenceIsToAnExistingItem(History history, HistoryStep step) {
    Invariants.of(step.after()).everyReferenceIsToAnExistingItem();
  }

  /** 6, too. */
  public static void noIdIsUsedTwice(History history, HistoryStep step) {
    for (Object id : ids(step.after())) {
      if (history.seen().add(id)) {
        continue;
      }
      assertThat(ids(step.before()))
          .as("ids before, of which %s was one or is new", id)
          .contains(id);
    }
  }

  private static Set<Object> ids(StoreContents contents) {
    Set<Object> ids = new HashSet<>();
    contents.users().stream().map(User::id).forEach(ids::add);
    contents.orgs().stream().map(Org::id).forEach(ids::add);
    contents.teams().stream().map(Team::id).forEach(ids::add);
    return ids;
  }

  /** 7. */
  public static void nothingIsItsOwnAncestor(History history, HistoryStep step) {
    Invariants.of(step.after()).nothingIsItsOwnAncestor();
  }

  /** 9. */
  public static void theSameCallAgainChangesNothing(History history, HistoryStep step) {
    // Each of these makes, sends or ends a new thing each time.
    if (!step.accepted()
        || Set.of(
                "user.register",
                "user.register_service",
                "user.sign_out",
                "org.create",
                "invitation.send",
                "invitation.resend")
            .contains(step.move())) {
      return;
    }
    HistoryStep again = history.again();
    assertThat(again.changed())
        .as("whether %s changed anything when said again", step.move())
        .isFalse();
    assertThat(again.entries()).as("its entries").isEmpty();
  }

  /** 9, too. */
  public static void aRefusedCallChangesNothing(History history, HistoryStep step) {
    if (!step.accepted()) {
      assertThat(step.changed()).as("whether anything changed").isFalse();
    }
  }

  /**
   * 10. Every question, wherever the step changed anything or a grant came into force or went out
   * of it. After any other step the answers are to be as before: then the questions about one
   * permission in one tenant are enough.
   */
  public static void everyQuestionHasTheAnswerOfTheReference(History history, HistoryStep step) {
    if (step.changed() || history.windowPassed()) {
      history.compared(AnswerComparison.compare(history.world(), step.after(), history.pageSize()));
    } else {
      history.compared(compareInTurn(history, step));
    }
  }

  /**
   * 10, for long histories: every kind of question about one tenant after the other, wherever the
   * step changed anything or a grant came into force or went out of it.
   */
  public static void everyRightIsThatOfTheReference(History history, HistoryStep step) {
    if (!step.changed() && !history.windowPassed()) {
      return;
    }
    history.compared(compareInTurn(history, step));
  }

  private static long compareInTurn(History history, HistoryStep step) {
    return AnswerComparison.compareInTurn(
        history.world(), step.after(), history.pageSize(), history.steps().size());
  }

  /** 11, too; dear, and so not for each step. */
  public static void replayingTheLogsGivesTheSameAnswers(History history, Store empty) {
    LogLaws.theLogOfAnOrgHoldsTheOrg(history);
    World world = history.world();
    StoreContents contents = history.contents();
    List<AuditEntry> entries =
        Stream.concat(
                contents.users().stream().flatMap(user -> world.log(user.id()).stream()),
                contents.orgs().stream().flatMap(org -> world.log(org.id()).stream()))
            .distinct()
            .toList();
    LogReplay.into(empty, entries);
    StoreContents replayed = StoreContents.of(empty);
    assertThat(replayed.timeless()).isEqualTo(contents.timeless());
    World other = new World(empty);
    other.clock().set(world.clock().instant());
    // Against the reference over the first: so both stores answer the same.
    AnswerComparison.compare(other, contents, history.pageSize());
  }
}
