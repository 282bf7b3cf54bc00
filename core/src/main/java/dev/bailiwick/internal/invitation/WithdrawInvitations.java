package dev.bailiwick.internal.invitation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.invitation.Invitation;
import java.util.Optional;

/** Withdraws invitations of a tenant that are not declined. */
public record WithdrawInvitations(Tenant tenant, ImmutableList<InvitationId> invitations)
    implements Command<ImmutableList<Invitation>, Written<ImmutableList<InvitationId>>> {
  /** Refuses a list that is too long. */
  public WithdrawInvitations {
    MemberLookup.checkSize(invitations.size());
  }

  @Override
  public Event event() {
    return Event.INVITATION_WITHDRAW;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new InvitingTenant(tenant));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest
        .tenant("tenant", Optional.of(tenant))
        .each("invitation", invitations, (out, id) -> out.number("id", id.value()));
  }

  @Override
  public StoredResult<Written<ImmutableList<InvitationId>>> result() {
    return InvitationResults.IDS;
  }

  @Override
  public Plan<ImmutableList<Invitation>> plan(Caller caller) {
    caller.require(new InvitingTenant(tenant));
    return Plan.of(
        tenant,
        ImmutableSet.copyOf(invitations).stream()
            .flatMap(id -> caller.view().invitations().find(id).stream())
            .filter(found -> found.tenant().equals(tenant))
            .filter(found -> found.state() == Invitation.State.OPEN)
            .collect(ImmutableList.toImmutableList()));
  }

  @Override
  public Written<ImmutableList<InvitationId>> apply(
      Change change, ImmutableList<Invitation> found) {
    found.forEach(change::delete);
    return change.written(
        found.stream().map(Invitation::id).collect(ImmutableList.toImmutableList()));
  }
}
