package dev.bailiwick.internal.invitation;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.InvitationSender;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.NoSuchInvitation;

/** Sends an invitation again, with a new code and its whole lifetime. */
public record ResendInvitation(InvitationId invitation)
    implements Command<Invitation, Written<Invitation>> {
  @Override
  public Event event() {
    return Event.INVITATION_RESEND;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new OwnInvitation(invitation));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.number("invitation", invitation.value());
  }

  @Override
  public StoredResult<Written<Invitation>> result() {
    return InvitationResults.INVITATION;
  }

  @Override
  public Plan<Invitation> plan(Caller caller) {
    Invitation found = caller.require(new OwnInvitation(invitation));
    if (found.state() != Invitation.State.OPEN) {
      throw new NoSuchInvitation();
    }
    return Plan.of(found.tenant(), found);
  }

  @Override
  public Written<Invitation> apply(Change change, Invitation found) {
    return change.written(new InvitationSender(change, found.tenant()).resend(found));
  }
}
