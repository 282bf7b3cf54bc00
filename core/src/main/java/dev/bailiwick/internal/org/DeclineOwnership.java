package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
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
import dev.bailiwick.org.OrgConflict;
import java.util.Optional;

/** Declines the offer of an org's ownership to the actor. */
public record DeclineOwnership(OrgId org) implements Command<Org, Org> {
  @Override
  public Event event() {
    return Event.ORG_DECLINE_OWNERSHIP;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.member(org));
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
    Org found = caller.require(OrgNeed.member(org));
    if (!OwnershipOffers.isOpen(caller, found)) {
      throw new OrgConflict(OrgConflict.Rule.NO_OFFER);
    }
    return Plan.of(org, found);
  }

  @Override
  public Org apply(Change change, Org found) {
    return change.update(found, found.withOwnershipOffer(Optional.empty()));
  }
}
