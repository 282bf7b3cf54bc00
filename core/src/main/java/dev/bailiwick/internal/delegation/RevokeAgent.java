package dev.bailiwick.internal.delegation;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;

/** Ends a delegation before its end. */
public record RevokeAgent(DelegationId delegation)
    implements Command<Delegation, Written<DelegationId>> {
  private static final StoredResult<Written<DelegationId>> RESULT =
      new StoredResult<DelegationId>(
              (out, id) -> out.number(id.value()), (caller, in) -> new DelegationId(in.number()))
          .withRevision();

  @Override
  public Event event() {
    return Event.AGENT_REVOKE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new RevokeNeed(delegation));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.number("delegation", delegation.value());
  }

  @Override
  public StoredResult<Written<DelegationId>> result() {
    return RESULT;
  }

  @Override
  public Plan<Delegation> plan(Caller caller) {
    Delegation found = caller.require(new RevokeNeed(delegation));
    return Plan.of(found.org(), found);
  }

  @Override
  public Written<DelegationId> apply(Change change, Delegation found) {
    change.impersonations().delete(found);
    return change.written(delegation);
  }
}
