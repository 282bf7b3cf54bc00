package dev.bailiwick.internal.invitation;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.InvitationRules;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.InvitationConflict;
import dev.bailiwick.invitation.InvitationLimits;
import dev.bailiwick.user.Email;
import java.util.Optional;
import java.util.Set;

/** Declines an invitation. The tenant cannot invite the address again for some time. */
public record DeclineInvitation(InvitationKey key) implements Command<Invitation, Written<Tenant>> {
  @Override
  public Event event() {
    return Event.INVITATION_DECLINE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(need(actor));
  }

  private static Need<?> need(Actor actor) {
    return actor.user().<Need<?>>map(OwnAccount::new).orElse(TrustNeed.SYSTEM);
  }

  @Override
  public void describe(RequestDigest digest) {
    key.describe(digest);
  }

  @Override
  public StoredResult<Written<Tenant>> result() {
    return InvitationResults.TENANT;
  }

  @Override
  public Plan<Invitation> plan(Caller caller) {
    caller.require(need(caller.actor()));
    Invitation found = key.open(caller);
    Set<Email> verified = InvitationKey.verified(caller);
    if (!verified.isEmpty() && !verified.contains(found.email())) {
      throw new InvitationConflict(InvitationConflict.Rule.OTHER_ADDRESS);
    }
    return Plan.of(found.tenant(), found);
  }

  @Override
  public Written<Tenant> apply(Change change, Invitation found) {
    InvitationRules.deleteOthers(change, found);
    change.save(Optional.of(found), found.declined(change.now().plus(InvitationLimits.DECLINED)));
    return change.written(found.tenant());
  }
}
