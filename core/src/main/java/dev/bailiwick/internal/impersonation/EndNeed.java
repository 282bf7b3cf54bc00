package dev.bailiwick.internal.impersonation;

import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.Written;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.NoSuchImpersonation;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.StoredImpersonation;

/**
 * The right to end an impersonation: of both people, of the system actor and of super users. An
 * impersonated session can end its own. The target's session of another org does not reach it.
 *
 * @param id the impersonation
 */
record EndNeed(ImpersonationId id) implements Need<Impersonation> {
  /** An impersonation as a result: a retry reads it again while it is there. */
  static final StoredResult<Written<Impersonation>> RESULT =
      new StoredResult<Impersonation>(
              (out, begun) -> out.number(begun.id().value()),
              (caller, in) -> new EndNeed(new ImpersonationId(in.number())).check(caller))
          .withRevision();

  @Override
  public Impersonation check(Caller caller) {
    caller.view().requirePart(Part.IMPERSONATION);
    return caller
        .view()
        .impersonations()
        .find(id)
        .map(StoredImpersonation::impersonation)
        .filter(found -> mayEnd(caller, found))
        .orElseThrow(() -> new NoSuchImpersonation(id));
  }

  private boolean mayEnd(Caller caller, Impersonation found) {
    if (caller.actor().impersonation().isPresent()) {
      return caller.actor().impersonation().get().impersonation().equals(id);
    }
    return caller.is(found.by())
        || (caller.is(found.user()) && !caller.outsideSession(found.org()))
        || caller.trusted();
  }
}
