package dev.bailiwick.internal.user;

import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.Optional;

/**
 * The right to erase an account: the actor's own one, or every account for the system actor and
 * super users, also one whose person has erased it.
 *
 * @param user the account
 */
record ErasableAccount(UserId user) implements Need<User> {
  @Override
  public User check(Caller caller) {
    Optional<User> erased =
        caller.view().users().find(user).filter(found -> found.status() == UserStatus.ERASED);
    return erased.isPresent() && caller.trusted()
        ? erased.get()
        : new OwnAccount(user).check(caller);
  }
}
