package dev.bailiwick.internal.write;

import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;

/**
 * The rule of the stamp of an account. Each change of an account passes through it, so that no
 * command can forget to end the sign-ins. A command that ends them for a reason of its own, which
 * the account does not show, gives the account {@link User#withNextStamp the next stamp} itself.
 */
final class SignInStamp {
  private SignInStamp() {}

  /** Returns an account after a change, with the next stamp if the change ends the sign-ins. */
  static User movedBy(User before, User after) {
    return after.stamp() == before.stamp() && ends(before, after) ? after.withNextStamp() : after;
  }

  /**
   * Whether a change ends the sign-ins: it switches the account off, gives it to its person,
   * replaces its address or unlinks an identity. A closed account has no stamp: it is never used
   * again.
   */
  private static boolean ends(User before, User after) {
    if (after.status() == UserStatus.ERASED) {
      return false;
    }
    return (before.usable() && !after.usable())
        || (!before.claimed() && after.claimed())
        || (before.email().isPresent() && !before.email().equals(after.email()))
        || !after.identities().containsAll(before.identities());
  }
}
