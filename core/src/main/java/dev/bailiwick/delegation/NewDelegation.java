package dev.bailiwick.delegation;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.KeyScope;
import java.time.Duration;

/**
 * A delegation to allow, in the org of the session.
 *
 * @param agent the service account: an active member of the org
 * @param purpose the purpose, for lists and the log: a name, see {@link Text#name}
 * @param scope the scope
 * @param lifetime the time until it ends: positive, at most {@link #LONGEST}
 */
public record NewDelegation(UserId agent, String purpose, KeyScope scope, Duration lifetime) {
  /** The lifetime, if the call says no other. */
  public static final Duration USUAL = Duration.ofDays(30);

  /** The longest lifetime. */
  public static final Duration LONGEST = Duration.ofDays(365);

  /** The greatest number of delegations of one person in one org. */
  public static final int MOST = 100;

  /** Refuses a malformed purpose, and a lifetime out of range. */
  public NewDelegation {
    given(agent, "delegation.agent");
    purpose = Text.name(purpose, "delegation.purpose");
    given(scope, "delegation.scope");
    given(lifetime, "delegation.lifetime");
    InvalidParameter.unless(
        lifetime.compareTo(Duration.ZERO) > 0 && lifetime.compareTo(LONGEST) <= 0,
        "delegation.lifetime",
        "must be positive, and at most " + LONGEST);
  }

  /** Returns a delegation of the whole scope and of the usual lifetime. */
  public static NewDelegation to(UserId agent, String purpose) {
    return new NewDelegation(agent, purpose, KeyScope.all(), USUAL);
  }

  /** Returns a copy with the given scope. */
  public NewDelegation withScope(KeyScope newScope) {
    return new NewDelegation(agent, purpose, newScope, lifetime);
  }

  /** Returns a copy with the given lifetime. */
  public NewDelegation lasting(Duration time) {
    return new NewDelegation(agent, purpose, scope, time);
  }
}
