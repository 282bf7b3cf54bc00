package dev.bailiwick.notice;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import java.time.Instant;

/**
 * News of the place of a person in an org.
 *
 * @param kind {@link Notice.Kind#REMOVED} or {@link Notice.Kind#OWNERSHIP_OFFERED}
 * @param user the person to tell
 * @param at the instant of the change
 * @param org the org
 */
public record OrgNotice(Notice.Kind kind, UserId user, Instant at, OrgId org) implements Notice {
  /** Refuses nulls. */
  public OrgNotice {
    given(kind, "notice.kind");
    given(user, "notice.user");
    given(at, "notice.at");
    given(org, "notice.org");
  }
}
