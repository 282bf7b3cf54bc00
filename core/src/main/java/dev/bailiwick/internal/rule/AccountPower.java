package dev.bailiwick.internal.rule;

import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
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
    AccountRules.requireAccountPower(caller, user);
    return found;
  }
}
