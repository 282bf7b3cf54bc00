package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.id.OrgId;

/**
 * The org is suspended, and the call is refused until the org is resumed. Only members of the org
 * and super users get this error; to every other user, the org does not exist.
 */
public final class OrgSuspended extends NotPermitted {
  private static final long serialVersionUID = 1L;

  private final long org;

  /** Names the suspended org. */
  public OrgSuspended(OrgId org) {
    super("the org is suspended: " + given(org, "org"));
    this.org = org.value();
  }

  /** Returns the suspended org. */
  public OrgId org() {
    return new OrgId(org);
  }
}
