package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.id.DelegationId;

/**
 * A delegation with the stamps that the two accounts had when it was allowed. It counts only while
 * both accounts have these stamps: see {@link dev.bailiwick.user.User#stamp}.
 *
 * @param delegation the delegation
 * @param personStamp the stamp of the person
 * @param agentStamp the stamp of the service account
 */
public record StoredDelegation(Delegation delegation, long personStamp, long agentStamp) {
  /** Refuses a null. */
  public StoredDelegation {
    given(delegation, "delegation");
  }

  /** Returns the id of the delegation. */
  public DelegationId id() {
    return delegation.id();
  }
}
