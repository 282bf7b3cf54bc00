package dev.bailiwick.impersonation;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.NotFound;
import dev.bailiwick.id.ImpersonationId;

/** There is no such impersonation, it has ended, or it is out of the actor's reach. */
public final class NoSuchImpersonation extends NotFound {
  private static final long serialVersionUID = 1L;

  private final long impersonation;

  /** Names the impersonation. */
  public NoSuchImpersonation(ImpersonationId impersonation) {
    super("no such impersonation: " + given(impersonation, "impersonation"));
    this.impersonation = impersonation.value();
  }

  /** Returns the impersonation. */
  public ImpersonationId impersonation() {
    return new ImpersonationId(impersonation);
  }
}
