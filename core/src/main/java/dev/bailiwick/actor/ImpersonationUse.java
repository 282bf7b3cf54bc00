package dev.bailiwick.actor;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.UserId;

/**
 * The use of an impersonation by a session.
 *
 * @param impersonation the impersonation
 * @param by the impersonator: the user who acts in the name of the actor
 */
public record ImpersonationUse(ImpersonationId impersonation, UserId by) {
  /** Refuses nulls. */
  public ImpersonationUse {
    given(impersonation, "impersonation.id");
    given(by, "impersonation.by");
  }
}
