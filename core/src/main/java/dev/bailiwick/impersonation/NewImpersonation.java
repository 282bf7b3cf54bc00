package dev.bailiwick.impersonation;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import java.time.Duration;
import java.util.Optional;

/**
 * An impersonation to begin.
 *
 * @param org the org inside which it counts
 * @param user the target: an active member of the org
 * @param reason the reason, such as the number of a ticket: not blank, at most {@link
 *     dev.bailiwick.id.Limits#TEXT_LENGTH} characters; the target and the org's owner read it
 * @param lifetime the time until it ends; empty for the usual one of {@link ImpersonationLimits}
 * @param breakGlass whether it begins even if the org is not open to support; the org's owner is
 *     then told
 */
public record NewImpersonation(
    OrgId org, UserId user, String reason, Optional<Duration> lifetime, boolean breakGlass) {
  /** Refuses nulls, a blank reason, and a lifetime that is not positive. */
  public NewImpersonation {
    given(org, "impersonation.org");
    given(user, "impersonation.user");
    reason = Text.text(reason, "impersonation.reason");
    InvalidParameter.unless(!reason.isBlank(), "impersonation.reason", "must not be blank");
    given(lifetime, "impersonation.lifetime");
    InvalidParameter.unless(
        lifetime.map(time -> time.compareTo(Duration.ZERO) > 0).orElse(true),
        "impersonation.lifetime",
        "must be positive");
  }

  /** Returns an impersonation of the usual lifetime, in an org that is open to support. */
  public static NewImpersonation of(OrgId org, UserId user, String reason) {
    return new NewImpersonation(org, user, reason, Optional.empty(), false);
  }

  /** Returns a copy with the given lifetime. */
  public NewImpersonation lasting(Duration time) {
    return new NewImpersonation(
        org, user, reason, Optional.of(given(time, "impersonation.lifetime")), breakGlass);
  }

  /** Returns a copy that begins even if the org is not open to support. */
  public NewImpersonation breakingGlass() {
    return new NewImpersonation(org, user, reason, lifetime, true);
  }
}
