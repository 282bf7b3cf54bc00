package dev.bailiwick.internal.rule;

import dev.bailiwick.id.OrgId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.org.Org;

/**
 * A role in an org. The system actor and super users have each of these roles.
 *
 * @param org the org
 * @param role the role in it
 */
public record OrgNeed(OrgId org, Role role) implements Need<Org> {
  /** The roles of people in an org. */
  public enum Role {
    /** An active member. */
    MEMBER,
    /** An active member with the admin flag. */
    ADMIN,
    /** The owner. */
    OWNER
  }

  /** The need for an active membership. */
  public static OrgNeed member(OrgId org) {
    return new OrgNeed(org, Role.MEMBER);
  }

  /** The need for an admin of the org. */
  public static OrgNeed admin(OrgId org) {
    return new OrgNeed(org, Role.ADMIN);
  }

  /** The need for the owner of the org. */
  public static OrgNeed owner(OrgId org) {
    return new OrgNeed(org, Role.OWNER);
  }

  @Override
  public Org check(Caller caller) {
    Org found = caller.org(org);
    if (role == Role.ADMIN && !caller.administers(org)) {
      throw caller.refused("org admin");
    } else if (role == Role.OWNER && !caller.is(found.owner()) && !caller.trusted()) {
      throw caller.refused("org owner");
    }
    return found;
  }
}
