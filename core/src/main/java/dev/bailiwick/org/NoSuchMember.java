package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.NotFound;

/**
 * The named member, heir, owner or accessor does not exist, is not active, or is out of reach. In
 * an org, everyone without a membership is out of reach. An admin of the org adds other people by
 * address; only a system actor adds them by id.
 */
public final class NoSuchMember extends NotFound {
  private static final long serialVersionUID = 1L;

  private final String member;

  /** Names the person, or the team or org, as the caller did. */
  public NoSuchMember(Object member) {
    super("no such member, or out of reach: " + given(member, "member"));
    this.member = member.toString();
  }

  /** The person, team or org, as the caller named it. */
  public String member() {
    return member;
  }
}
