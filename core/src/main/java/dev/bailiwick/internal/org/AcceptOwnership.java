package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.rule.OwnershipOffers;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OwnershipOffer;

/** Makes the actor the owner of an org whose ownership is offered to them. */
public record AcceptOwnership(OrgId org) implements Command<Org, Org> {
  @Override
  public Event event() {
    return Event.ORG_ACCEPT_OWNERSHIP;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.admin(org));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("org", org);
  }

  @Override
  public StoredResult<Org> result() {
    return OrgRules.RESULT;
  }

  @Override
  public Plan<Org> plan(Caller caller) {
    Org found = caller.require(OrgNeed.admin(org));
    UserId candidate = OwnershipOffers.requireOpen(caller, found);
    // Under the lock of the owner, whose account must not have been switched off.
    return Plan.of(org, ImmutableSet.of(candidate, found.owner()), found);
  }

  @Override
  public Org apply(Change change, Org found) {
    UserId candidate = found.ownershipOffer().map(OwnershipOffer::candidate).orElseThrow();
    return OwnershipOffers.handOver(change, found, candidate);
  }
}
