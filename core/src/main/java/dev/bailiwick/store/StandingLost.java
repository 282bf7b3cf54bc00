package dev.bailiwick.store;

import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.InvalidParameter;

/**
 * A unit of work was undone, because the standing that it {@link Transaction#requireAtCommit
 * required} of its actor was gone when it ended. Nothing of the unit remains.
 *
 * <p>A session then authorises the change again from the start, and refuses it if the actor may no
 * longer make it. A host sees this exception only from units that it runs on a {@link Store}
 * itself.
 */
public final class StandingLost extends BailiwickException {
  private static final long serialVersionUID = 1L;

  private final String user;

  /** Names the user whose standing was required. */
  public StandingLost(ActorStanding standing) {
    super(
        "the standing of "
            + InvalidParameter.given(standing, "standing").user()
            + " changed while their change was under way");
    this.user = standing.user().toString();
  }

  /** The user whose standing was required. */
  public String user() {
    return user;
  }
}
