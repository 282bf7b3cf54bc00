package dev.bailiwick.internal.impersonation;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.ImpersonationRules;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Org;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.StoredImpersonation;

/** Closes an org to support. Ends the impersonations that rest on the owner's consent. */
public record CloseToSupport(OrgId org) implements Command<Org, Revision> {
  @Override
  public Event event() {
    return Event.IMPERSONATION_CLOSE;
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
  public StoredResult<Revision> result() {
    return StoredResult.REVISION;
  }

  @Override
  public Plan<Org> plan(Caller caller) {
    caller.view().requirePart(Part.IMPERSONATION);
    return Plan.of(org, caller.require(OrgNeed.owner(org)));
  }

  @Override
  public Revision apply(Change change, Org found) {
    change.view().impersonations().support(org).ifPresent(change.impersonations()::delete);
    ImpersonationRules.in(change.view(), org)
        .map(StoredImpersonation::impersonation)
        .filter(begun -> !begun.breakGlass())
        .toList()
        .forEach((Impersonation begun) -> change.impersonations().delete(begun));
    return change.revision();
  }
}
