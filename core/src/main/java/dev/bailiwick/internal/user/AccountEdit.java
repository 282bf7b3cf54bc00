package dev.bailiwick.internal.user;

import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.user.User;

/** A change of the properties of one account. */
interface AccountEdit extends Command<User, User> {
  /** The account. */
  UserId user();

  /** Requires a need and checks the rules; returns the account. */
  User authorise(Caller caller);

  /** Returns the account as it is after the change. */
  User edit(User before);

  @Override
  default void describe(RequestDigest digest) {
    digest.accessor("user", user());
  }

  @Override
  default StoredResult<User> result() {
    return AccountRules.RESULT;
  }

  @Override
  default Plan<User> plan(Caller caller) {
    User found = authorise(caller);
    return Plan.of(user(), AccountRules.standingOf(caller, found), found);
  }

  @Override
  default User apply(Change change, User found) {
    return change.update(found, edit(found));
  }
}
