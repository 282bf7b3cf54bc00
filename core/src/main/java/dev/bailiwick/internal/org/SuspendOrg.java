package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.Suspension;

/** Suspends an org, in full or except for reading. */
public record SuspendOrg(OrgId org, Suspension suspension) implements Command<Org, Org> {
  @Override
  public Event event() {
    return Event.ORG_SUSPEND;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM_OR_SUPER_USER);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("org", org).text("suspension", suspension.name());
  }

  @Override
  public StoredResult<Org> result() {
    return OrgRules.RESULT;
  }

  @Override
  public Plan<Org> plan(Caller caller) {
    Org found = caller.org(org);
    caller.require(TrustNeed.SYSTEM_OR_SUPER_USER);
    return Plan.of(org, found);
  }

  @Override
  public Org apply(Change change, Org found) {
    return change.update(found, found.withSuspension(suspension));
  }
}
