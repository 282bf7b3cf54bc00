package dev.bailiwick.notice;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.id.UserId;
import java.time.Instant;

/**
 * News of a service account that can act for the person.
 *
 * @param user the person to tell
 * @param at the instant at which it was allowed
 * @param delegation the delegation, with its purpose, scope and end
 */
public record DelegationNotice(UserId user, Instant at, Delegation delegation) implements Notice {
  /** Refuses nulls. */
  public DelegationNotice {
    given(user, "notice.user");
    given(at, "notice.at");
    given(delegation, "notice.delegation");
  }

  /** Returns {@link Notice.Kind#AGENT_ALLOWED}. */
  @Override
  public Kind kind() {
    return Kind.AGENT_ALLOWED;
  }
}
