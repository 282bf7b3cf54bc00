package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.impersonation.Impersonation;

/**
 * An impersonation with the stamps that the two accounts had when it began. It counts only while
 * both accounts have these stamps: see {@link dev.bailiwick.user.User#stamp}.
 *
 * @param impersonation the impersonation
 * @param userStamp the stamp of the target
 * @param byStamp the stamp of the impersonator
 */
public record StoredImpersonation(Impersonation impersonation, long userStamp, long byStamp) {
  /** Refuses a null. */
  public StoredImpersonation {
    given(impersonation, "impersonation");
  }

  /** Returns the id of the impersonation. */
  public ImpersonationId id() {
    return impersonation.id();
  }
}
