package dev.bailiwick.store;

import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.InvalidParameter;

/**
 * A unit of work was undone, because its actor lost the standing that the unit {@link
 * Transaction#requireAtCommit required} before the unit ended. Nothing of the unit remains.
 *
 * <p>A session then authorises the change again from the start, and refuses it if the actor may no
 * longer make it. A host sees this exception only from units that it runs on a {@link Store}
 * itself.
 */
public final class StandingLost extends BailiwickException {
  private static final long serialVersionUID = 1L;

  private final String user;

  /** Creates the exception for the user of the required standing. */
  public StandingLost(ActorStanding standing) {
    super(
        "the standing of "
            + InvalidParameter.given(standing, "standing").user()
            + " changed while their change was under way");
    this.user = standing.user().toString();
  }

  /** The user of the required standing. */
  public String user() {
    return user;
  }
}
