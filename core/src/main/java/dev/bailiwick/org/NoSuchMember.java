package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.NotFound;

/**
 * Somebody who was named as a member, heir, owner or accessor does not exist, is not active, or is
 * out of reach: in an org, everybody who is not a member of it. An org's admin adds strangers by
 * address; by id only the host's own code does.
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
