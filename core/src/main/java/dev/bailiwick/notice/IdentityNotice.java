package dev.bailiwick.notice;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.UserId;
import dev.bailiwick.user.ExternalIdentity;
import java.time.Instant;

/**
 * News of an external identity of an account.
 *
 * @param kind {@link Notice.Kind#IDENTITY_LINKED} or {@link Notice.Kind#IDENTITY_UNLINKED}
 * @param user the person to tell
 * @param at the instant of the change
 * @param identity the identity
 */
public record IdentityNotice(Notice.Kind kind, UserId user, Instant at, ExternalIdentity identity)
    implements Notice {
  /** Refuses nulls. */
  public IdentityNotice {
    given(kind, "notice.kind");
    given(user, "notice.user");
    given(at, "notice.at");
    given(identity, "notice.identity");
  }
}
