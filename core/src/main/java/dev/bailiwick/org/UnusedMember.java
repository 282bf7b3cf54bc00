package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import java.time.Instant;
import java.util.Optional;

/**
 * A member of an org who was not active for some time.
 *
 * @param member the member
 * @param lastSignIn the last sign-in of the account, here or for another org, to the minute; for a
 *     service account the last sign-in or use of a key of it. Empty if none is on record.
 */
public record UnusedMember(OrgMember member, Optional<Instant> lastSignIn) {
  /** Refuses a null. */
  public UnusedMember {
    given(member, "unused.member");
    given(lastSignIn, "unused.last_sign_in");
  }
}
