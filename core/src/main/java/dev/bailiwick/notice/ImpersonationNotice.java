package dev.bailiwick.notice;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import java.time.Instant;

/**
 * News of an impersonation.
 *
 * @param kind {@link Notice.Kind#IMPERSONATED} or {@link Notice.Kind#BREAK_GLASS}
 * @param user the person to tell: the target, or the owner of the org
 * @param at the instant at which it began
 * @param impersonation the impersonation, with its reason and its end
 */
public record ImpersonationNotice(
    Notice.Kind kind, UserId user, Instant at, Impersonation impersonation) implements Notice {
  /** Refuses nulls. */
  public ImpersonationNotice {
    given(kind, "notice.kind");
    given(user, "notice.user");
    given(at, "notice.at");
    given(impersonation, "notice.impersonation");
  }
}
