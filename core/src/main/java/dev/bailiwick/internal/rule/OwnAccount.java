package dev.bailiwick.internal.rule;

import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.user.User;

/**
 * The right to the actor's own account. The system actor and super users have the right to every
 * account.
 *
 * @param user the account
 */
public record OwnAccount(UserId user) implements Need<User> {
  @Override
  public User check(Caller caller) {
    User found = caller.user(user);
    if (!caller.is(user)) {
      caller.requireTrusted();
    }
    return found;
  }
}
