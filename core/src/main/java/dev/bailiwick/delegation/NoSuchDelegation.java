package dev.bailiwick.delegation;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.NotFound;
import dev.bailiwick.id.DelegationId;

/** There is no such delegation, it has ended, or it is out of the actor's reach. */
public final class NoSuchDelegation extends NotFound {
  private static final long serialVersionUID = 1L;

  private final long delegation;

  /** Names the delegation. */
  public NoSuchDelegation(DelegationId delegation) {
    super("no such delegation: " + given(delegation, "delegation"));
    this.delegation = delegation.value();
  }

  /** Returns the delegation. */
  public DelegationId delegation() {
    return new DelegationId(delegation);
  }
}
