package dev.bailiwick.internal.password;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.password.PasswordHash;
import dev.bailiwick.password.PasswordNotice;
import dev.bailiwick.password.SignInRefused;
import dev.bailiwick.user.User;
import java.util.Optional;

/**
 * Changes the password of a person who has given the present one.
 *
 * @param stamp the stamp of the account when the present password was given; empty if it was wrong
 * @param hash the hash of the new password; empty if the present one was wrong
 */
public record ChangePassword(UserId user, Optional<Long> stamp, Optional<PasswordHash> hash)
    implements Command<User, User> {
  @Override
  public Event event() {
    return Event.PASSWORD_CHANGE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new OwnAccount(user));
  }

  /** {@inheritDoc} A retry is recognised by its id, since the old password is wrong by then. */
  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("user", user);
  }

  @Override
  public StoredResult<User> result() {
    return AccountRules.RESULT;
  }

  @Override
  public Plan<User> plan(Caller caller) {
    User found = caller.require(new OwnAccount(user));
    boolean present =
        stamp.equals(Optional.of(found.stamp()))
            && caller.view().passwords().find(user).isPresent();
    if (!present || hash.isEmpty() || !found.usable()) {
      throw new SignInRefused();
    }
    return Plan.of(user, found);
  }

  @Override
  public User apply(Change change, User found) {
    return PasswordChange.save(
        change, found, found, hash.orElseThrow(), PasswordNotice.Kind.CHANGED);
  }
}
