package dev.bailiwick.contract.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.history.ReferenceRights.Right;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The laws of the rights that a step gives or takes: judged at one instant, before the step and
 * after it.
 */
public final class RightsLaws {
  /**
   * Calls that give nothing of the actor's: a reactivated user only gets their own rights back, the
   * owner of a registered id is caller-supplied by the host, and the ownership that is accepted was
   * offered by the owner.
   */
  private static final Set<String> GIVES_NOTHING =
      Set.of(
          "user.activate",
          "user.unlock",
          "org.activate_members",
          "org.resume",
          "org.accept_ownership",
          "resource.register");

  private RightsLaws() {}

  /** 8. */
  public static void grantingOnlyAddsRightsAndRevokingOnlyRemovesThem(
      History history, HistoryStep step) {
    boolean onlyGrantsDiffer =
        step.after()
            .equals(
                step.before()
                    .withGrants(step.after().grants())
                    .withRevisions(step.after().revisions()));
    if (!step.changed() || !onlyGrantsDiffer) {
      return;
    }
    Set<Grant> before = Set.copyOf(step.before().grants());
    Set<Grant> after = Set.copyOf(step.after().grants());
    Set<Grant> came = Sets.difference(after, before);
    Set<Grant> went = Sets.difference(before, after);
    if (all(came, Effect.ALLOW) && all(went, Effect.DENY)) {
      ReferenceRights.of(step.after(), history)
          .covers(ReferenceRights.of(step.before(), history), "after grants came and denials went");
    }
    if (all(came, Effect.DENY) && all(went, Effect.ALLOW)) {
      ReferenceRights.of(step.before(), history)
          .covers(ReferenceRights.of(step.after(), history), "before grants went and denials came");
    }
  }

  private static boolean all(Set<Grant> grants, Effect effect) {
    return grants.stream().allMatch(grant -> grant.effect() == effect);
  }

  /** 8, too. */
  public static void leavingATeamKeepsTheOtherRights(History history, HistoryStep step) {
    if (Set.of("team.remove_members", "team.remove_all_members", "team.leave")
        .contains(step.move())) {
      StoreContents alone = withoutDenialsToGroups(step.before().withSeats(List.of()));
      ReferenceRights.of(withoutDenialsToGroups(step.after()), history)
          .covers(ReferenceRights.of(alone, history), "without any seat");
    }
  }

  /** 12. A super user may give rights that they do not have, and the log says so. */
  public static void actorsGiveOnlyTheirOwnRights(History history, HistoryStep step) {
    boolean trusted =
        step.actor().isSystem() || step.entries().stream().anyMatch(AuditEntry::bySuperUser);
    if (!step.changed() || trusted || GIVES_NOTHING.contains(step.move())) {
      return;
    }
    Optional<UserId> giver = giver(step);
    if (giver.isEmpty()) {
      return;
    }
    UserId actor = giver.get();
    StoreContents before = step.before();
    ReferenceRights has = ReferenceRights.of(before, history);
    ReferenceRights couldHave =
        ReferenceRights.of(
            withoutDenialsToGroups(seatedWherePossible(before, has, actor)), history);
    boolean ofGroups = Stream.of("team.", "org.", "invitation.").anyMatch(step.move()::startsWith);
    ReferenceRights judged =
        ofGroups ? ReferenceRights.of(withoutDenialsToGroups(before), history) : has;
    // A new member also has the grants of others to the org; the actor did not give them.
    Predicate<Tenant> judges =
        tenant ->
            step.entries().stream()
                .map(AuditEntry::tenant)
                .allMatch(log -> log instanceof UserId || log.equals(tenant));
    ReferenceRights.of(step.after(), history)
        .gainedOver(judged)
        .forEach(
            (right, permissions) -> {
              Right own = new Right(actor, right.tenant(), right.resource());
              // A new item had no owner, a new user has every user's rights, and a deleted item has
              // no parent.
              if (has.knows(right) && !deleted(step, right) && judges.test(right.tenant())) {
                assertThat(Sets.union(has.fromAbove(own), couldHave.fromAbove(own)))
                    .as("the rights of %s on the granted resource: %s", actor, right)
                    .containsAll(permissions);
              }
            });
  }

  /**
   * The user who gives: the actor, or the inviter of an accepted invitation. Empty for the host and
   * for a super user.
   */
  private static Optional<UserId> giver(HistoryStep step) {
    if (!step.move().equals("invitation.accept")) {
      return step.actor().user();
    }
    return step.before().invitations().stream()
        .filter(
            sent -> step.after().invitations().stream().noneMatch(i -> i.id().equals(sent.id())))
        .flatMap(sent -> sent.inviter().stream())
        .filter(
            inviter ->
                step.before().users().stream()
                    .noneMatch(user -> user.id().equals(inviter) && user.superUser()))
        .findFirst();
  }

  private static boolean deleted(HistoryStep step, Right right) {
    return registered(step.before(), right) && !registered(step.after(), right);
  }

  private static boolean registered(StoreContents contents, Right right) {
    return contents.resources().stream()
        .anyMatch(r -> r.tenant().equals(right.tenant()) && r.id().equals(right.resource()));
  }

  /** A user that may add members to a team counts as a holder of the team's rights. */
  private static StoreContents seatedWherePossible(
      StoreContents contents, ReferenceRights has, UserId actor) {
    Set<Seat> seats = new LinkedHashSet<>(contents.seats());
    for (Team team : contents.teams()) {
      boolean seated =
          contents.seats().stream()
              .anyMatch(seat -> seat.team().equals(team.id()) && seat.user().equals(actor));
      boolean administers =
          team.owner().equals(actor)
              || has.on(new Right(actor, team.tenant(), team.id().key()))
                  .contains(Permission.MANAGE)
              || (team.tenant() instanceof OrgId org
                  && contents.memberships().contains(Membership.of(org, actor).asAdmin()));
      if (administers && !seated) {
        seats.add(new Seat(team.id(), actor, false));
      }
    }
    return contents.withSeats(List.copyOf(seats));
  }

  /** A denial to a team or org binds its members, and stops binding a member that leaves. */
  private static StoreContents withoutDenialsToGroups(StoreContents contents) {
    return contents.withGrants(
        contents.grants().stream()
            .filter(
                grant ->
                    grant.effect() == Effect.ALLOW
                        || !(grant.accessor() instanceof TeamId
                            || grant.accessor() instanceof OrgId))
            .toList());
  }
}
