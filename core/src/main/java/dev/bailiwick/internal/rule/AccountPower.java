package dev.bailiwick.internal.rule;

import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.user.User;

/**
 * Power over an account, not over a membership. An org's admins have it over an account that the
 * org made, until the person claims the account. The system actor and super users have it over
 * every account.
 *
 * @param user the account
 */
public record AccountPower(UserId user) implements Need<User> {
  @Override
  public User check(Caller caller) {
    User found = caller.user(user);
    if (found.createdIn().filter(caller::adminByMembership).isEmpty() && !caller.trusted()) {
      throw caller.refused("super user, or admin of the org that made the unclaimed account");
    }
    return found;
  }
}
