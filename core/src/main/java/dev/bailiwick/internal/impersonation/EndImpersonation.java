package dev.bailiwick.internal.impersonation;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.Written;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;

/** Ends an impersonation before its end. */
public record EndImpersonation(ImpersonationId impersonation)
    implements Command<Impersonation, Written<ImpersonationId>> {
  private static final StoredResult<Written<ImpersonationId>> RESULT =
      new StoredResult<ImpersonationId>(
              (out, id) -> out.number(id.value()), (caller, in) -> new ImpersonationId(in.number()))
          .withRevision();

  @Override
  public Event event() {
    return Event.IMPERSONATION_END;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new EndNeed(impersonation));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.number("impersonation", impersonation.value());
  }

  @Override
  public StoredResult<Written<ImpersonationId>> result() {
    return RESULT;
  }

  @Override
  public Plan<Impersonation> plan(Caller caller) {
    Impersonation found = caller.require(new EndNeed(impersonation));
    return Plan.of(found.org(), found);
  }

  @Override
  public Written<ImpersonationId> apply(Change change, Impersonation found) {
    change.impersonations().delete(found);
    return change.written(impersonation);
  }
}
