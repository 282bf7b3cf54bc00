package dev.bailiwick.internal.audit;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.ResultReader;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.Org;
import java.time.Instant;
import java.util.Optional;

/** Removes old entries from the log of an org, which may be deleted. */
public record RemoveOldEntries(OrgId org, Instant before)
    implements Command<Org, Written<Integer>> {
  @Override
  public Event event() {
    return Event.AUDIT_REMOVE_OLDER;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("org", org).instant("before", Optional.of(before));
  }

  @Override
  public StoredResult<Written<Integer>> result() {
    return new StoredResult<Integer>(
            (out, removed) -> out.number(removed), (caller, in) -> number(in))
        .withRevision();
  }

  private static int number(ResultReader in) {
    return Math.toIntExact(in.number());
  }

  @Override
  public Plan<Org> plan(Caller caller) {
    caller.require(TrustNeed.SYSTEM);
    return Plan.of(org, caller.view().orgs().find(org).orElseThrow(() -> new NoSuchOrg(org)));
  }

  @Override
  public Written<Integer> apply(Change change, Org found) {
    return change.written(change.removeOlderEntries(found.id(), before, Limits.BATCH));
  }
}
