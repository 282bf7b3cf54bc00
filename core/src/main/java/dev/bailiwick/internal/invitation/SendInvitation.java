package dev.bailiwick.internal.invitation;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.InvitationSender;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.user.Email;

/** Invites an address to an org. */
public record SendInvitation(OrgId org, Email email, Gift gift)
    implements Command<Gift, Written<Invitation>> {
  @Override
  public Event event() {
    return Event.INVITATION_SEND;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.admin(org));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest
        .accessor("org", org)
        .text("email", email.address())
        .flag("admin", gift.admin())
        .each(
            "team",
            gift.teams().entrySet(),
            (out, team) -> out.accessor("id", team.getKey()).flag("admin", team.getValue()))
        .each(
            "role",
            gift.roles(),
            (out, given) ->
                out.resourceId("resource", given.resource()).text("name", given.role().name()));
  }

  @Override
  public StoredResult<Written<Invitation>> result() {
    return InvitationResults.INVITATION;
  }

  @Override
  public Plan<Gift> plan(Caller caller) {
    caller.require(OrgNeed.admin(org));
    GiftRules.requireMayGive(caller, org, gift);
    return Plan.of(org, gift);
  }

  @Override
  public Written<Invitation> apply(Change change, Gift given) {
    return change.written(new InvitationSender(change, org).send(email, given));
  }
}
