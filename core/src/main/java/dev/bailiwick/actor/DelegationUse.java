package dev.bailiwick.actor;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.UserId;

/**
 * The use of a delegation by a session of a service account.
 *
 * @param delegation the delegation
 * @param person the person for whom the service account acts
 */
public record DelegationUse(DelegationId delegation, UserId person) {
  /** Refuses nulls. */
  public DelegationUse {
    given(delegation, "delegation.id");
    given(person, "delegation.person");
  }
}
