package dev.bailiwick.internal.user;

import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.history.SignInRecord;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.user.SignInEntry;
import dev.bailiwick.user.User;

/**
 * A sign-in of a user, for a session of the host's own.
 *
 * @param user the user
 * @param stamp the stamp of the account
 * @param record records the sign-in
 */
public record SignIn(UserId user, long stamp, SignInRecord record) {
  /**
   * Returns the sign-in of an account that can be used.
   *
   * @throws SignInEnded if the account does not exist or cannot be used
   */
  public static SignIn of(Caller caller, UserId user) {
    caller.require(TrustNeed.SYSTEM);
    return caller
        .view()
        .users()
        .find(user)
        .filter(User::usable)
        .map(found -> new SignIn(user, found.stamp(), SignInRecord.of(caller.view())))
        .orElseThrow(() -> new SignInEnded(user));
  }

  /** Records the sign-in, if the store keeps histories, and returns the stamp. */
  public long recordedBy(Host host) {
    record.signedIn(host, user, SignInEntry.Kind.HOST);
    return stamp;
  }
}
