package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.Instants;
import dev.bailiwick.id.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * The terms under which a person can claim an unclaimed account.
 *
 * @param admin the admin who last named the address; empty for the host and super users
 * @param from the instant at which the address was last named
 * @param until the instant from which the account cannot be claimed
 */
public record ClaimTerms(Optional<UserId> admin, Instant from, Instant until) {
  /** Refuses a null, and instants that no store can hold. */
  public ClaimTerms {
    given(admin, "claim.admin");
    Instants.kept(given(from, "claim.from"), "claim.from");
    Instants.kept(given(until, "claim.until"), "claim.until");
  }
}
