package dev.bailiwick.internal.delegation;

import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.delegation.NoSuchDelegation;
import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.StoredDelegation;

/**
 * The right to revoke a delegation: of the person, of the service account, and of the org's admins.
 * A session for a person can revoke its own delegation alone. A key has the right only of a service
 * account.
 *
 * @param id the delegation
 */
record RevokeNeed(DelegationId id) implements Need<Delegation> {
  /** A delegation as a result: a retry reads it again while it is there. */
  static final StoredResult<Written<Delegation>> RESULT =
      new StoredResult<Delegation>(
              (out, made) -> out.number(made.id().value()),
              (caller, in) -> new RevokeNeed(new DelegationId(in.number())).check(caller))
          .withRevision();

  @Override
  public Delegation check(Caller caller) {
    caller.view().requirePart(Part.IMPERSONATION);
    return caller
        .view()
        .delegations()
        .find(id)
        .map(StoredDelegation::delegation)
        .filter(found -> mayRevoke(caller, found))
        .orElseThrow(() -> new NoSuchDelegation(id));
  }

  private boolean mayRevoke(Caller caller, Delegation found) {
    if (caller.actor().delegation().isPresent()) {
      return caller.actor().delegation().get().delegation().equals(id);
    } else if (caller.outsideSession(found.org())) {
      return false;
    } else if (caller.actor().key().isPresent()) {
      return caller.is(found.agent());
    }
    return caller.is(found.person()) || caller.is(found.agent()) || caller.administers(found.org());
  }
}
