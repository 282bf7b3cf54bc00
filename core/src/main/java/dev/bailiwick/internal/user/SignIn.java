package dev.bailiwick.internal.user;

import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.user.User;

/** Signs a user in, for a session of the host's own. Writes nothing. */
public final class SignIn {
  private SignIn() {}

  /**
   * Returns the stamp of an account that can be used.
   *
   * @throws SignInEnded if the account does not exist or cannot be used
   */
  public static long stamp(Caller caller, UserId user) {
    caller.require(TrustNeed.SYSTEM);
    return caller
        .view()
        .users()
        .find(user)
        .filter(User::usable)
        .map(User::stamp)
        .orElseThrow(() -> new SignInEnded(user));
  }
}
