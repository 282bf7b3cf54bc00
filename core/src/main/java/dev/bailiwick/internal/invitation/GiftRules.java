package dev.bailiwick.internal.invitation;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.NotFound;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.grant.GrantGift;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.rule.TeamNeed;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.InvitationConflict;
import dev.bailiwick.store.View;
import dev.bailiwick.team.NoSuchTeam;
import dev.bailiwick.team.Team;
import java.util.Optional;

/** The rules of gifts: an actor gives only what the actor may give at this moment. */
final class GiftRules {
  private GiftRules() {}

  /**
   * Refuses a gift that the actor may not give in a tenant.
   *
   * @throws NoSuchTeam if a team is not of the tenant
   * @throws NotPermitted if the actor lacks a right
   */
  static void requireMayGive(Caller caller, Tenant tenant, Gift gift) {
    if (tenant instanceof OrgId org) {
      OrgNeed.admin(org).check(caller);
    } else {
      InvalidParameter.unless(
          !gift.admin() && gift.roles().isEmpty() && !gift.teams().isEmpty(),
          "invitation.gift",
          "outside orgs, must be teams only");
    }
    for (TeamId team : gift.teams().keySet()) {
      Team found = new TeamNeed(team, TeamNeed.Right.EDIT).check(caller).team();
      if (!found.tenant().equals(tenant)) {
        throw new NoSuchTeam(team);
      }
    }
    gift.roles()
        .forEach(given -> GrantGift.require(caller, given.resource().in(tenant), given.role()));
  }

  /** Returns the gift without the teams that do not exist any more. */
  static Gift present(View view, Gift gift) {
    ImmutableSet<TeamId> teams =
        ImmutableSet.copyOf(view.teams().findAll(gift.teams().keySet()).keySet());
    return Gift.of(gift.admin(), Maps.filterKeys(gift.teams(), teams::contains), gift.roles());
  }

  /**
   * Refuses an invitation that its inviter could not send at this moment.
   *
   * @throws InvitationConflict with {@link InvitationConflict.Rule#NOT_GIVEN_ANY_MORE}
   */
  static void requireStillGiven(Caller caller, Invitation invitation, Gift gift) {
    Optional<UserId> inviter = invitation.inviter();
    if (inviter.isEmpty()) {
      return;
    }
    Caller sender = sender(caller, inviter.get(), invitation.tenant());
    boolean given = sender.userId().isPresent();
    try {
      if (given && (invitation.tenant() instanceof OrgId || !gift.teams().isEmpty())) {
        requireMayGive(sender, invitation.tenant(), gift);
      }
    } catch (NotPermitted | NotFound | InvalidParameter lost) {
      given = false;
    }
    if (!given) {
      throw new InvitationConflict(InvitationConflict.Rule.NOT_GIVEN_ANY_MORE);
    }
  }

  private static Caller sender(Caller caller, UserId inviter, Tenant tenant) {
    Actor user = Actor.user(inviter);
    return new Caller(
        caller.event(),
        tenant instanceof OrgId org ? user.in(org) : user,
        caller.model(),
        caller.view(),
        caller.now(),
        unknown -> {});
  }
}
