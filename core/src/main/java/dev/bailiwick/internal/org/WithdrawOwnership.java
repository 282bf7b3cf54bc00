package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Org;
import java.util.Optional;

/** Takes the offer of an org's ownership back. */
public record WithdrawOwnership(OrgId org) implements Command<Org, Org> {
  @Override
  public Event event() {
    return Event.ORG_WITHDRAW_OWNERSHIP;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.owner(org));
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
    return Plan.of(org, caller.require(OrgNeed.owner(org)));
  }

  @Override
  public Org apply(Change change, Org found) {
    return change.update(found, found.withOwnershipOffer(Optional.empty()));
  }
}
