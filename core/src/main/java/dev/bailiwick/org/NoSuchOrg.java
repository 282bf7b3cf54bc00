package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.NotFound;
import dev.bailiwick.id.OrgId;

/** There is no such org, or the actor cannot reach it. */
public final class NoSuchOrg extends NotFound {
  private static final long serialVersionUID = 1L;

  private final String org;

  /** Names the org as the caller did. */
  public NoSuchOrg(OrgId org) {
    this(given(org, "org").toString());
  }

  /** Names the org as the caller did, by external key. */
  public NoSuchOrg(String org) {
    super("no such org: " + given(org, "org"));
    this.org = org;
  }

  /** The org, as the caller named it. */
  public String org() {
    return org;
  }
}
