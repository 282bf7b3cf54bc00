package dev.bailiwick.internal.invitation;

import dev.bailiwick.error.NotFound;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.NoSuchInvitation;

/**
 * The right to one invitation of a tenant. An invitation of a tenant out of reach does not exist
 * for the actor.
 *
 * @param id the invitation
 */
record OwnInvitation(InvitationId id) implements Need<Invitation> {
  @Override
  public Invitation check(Caller caller) {
    Invitation found = caller.view().invitations().find(id).orElseThrow(NoSuchInvitation::new);
    if (found.tenant() instanceof UserId person && !caller.is(person) && !caller.trusted()) {
      throw new NoSuchInvitation();
    }
    try {
      new InvitingTenant(found.tenant()).check(caller);
    } catch (NotFound outOfReach) {
      throw new NoSuchInvitation();
    }
    return found;
  }
}
