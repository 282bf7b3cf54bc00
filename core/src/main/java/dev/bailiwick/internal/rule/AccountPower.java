package dev.bailiwick.internal.rule;

import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;

/**
 * Power over an account, not over a membership. An org's admins have it over an account which the
 * org created and which no other org has as a member. They never have it over a super user or the
 * org's owner. The system actor and super users have it over every account.
 *
 * @param user the account
 */
public record AccountPower(UserId user) implements Need<User> {
  @Override
  public User check(Caller caller) {
    User found = caller.user(user);
    if (found.createdIn().filter(org -> isOf(caller, org, found)).isEmpty() && !caller.trusted()) {
      throw caller.refused("super user, or admin of the one org that made the account");
    }
    return found;
  }

  /** Whether the account is the org's alone, and the actor an admin of the org. */
  private static boolean isOf(Caller caller, OrgId org, User account) {
    View view = caller.view();
    UserId id = account.id();
    return !account.superUser()
        && StoredLists.memberships(view, id).allMatch(place -> place.org().equals(org))
        && view.orgs().membership(org, id).isPresent()
        && view.orgs().find(org).filter(found -> found.owner().equals(id)).isEmpty()
        && caller.adminByMembership(org);
  }
}
