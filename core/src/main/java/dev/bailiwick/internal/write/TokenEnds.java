package dev.bailiwick.internal.write;

import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;

/**
 * The ends of access tokens. Each change of an account, membership or org passes through it, so
 * that no command can forget them.
 */
final class TokenEnds {
  private TokenEnds() {}

  /** Deletes the tokens of a person whose sign-ins end, or whose account is closed. */
  static void after(Transaction tx, User before, User after) {
    boolean ends = after.stamp() != before.stamp() || after.status() == UserStatus.ERASED;
    if (before.claimed() && ends && tx.has(Part.KEYS)) {
      tx.tokens().deleteAll(after.id());
    }
  }

  /** Deletes the tokens of an org of a member who is switched off. */
  static void after(Transaction tx, Membership after) {
    if (!after.active() && tx.has(Part.KEYS)) {
      tx.tokens().deleteAll(after.user(), after.org());
    }
  }

  /**
   * Deletes the tokens of an org at the begin of a suspension, and at its end: one that was
   * exchanged at the same time as the begin must not become good then.
   */
  static void after(Transaction tx, Org before, Org after) {
    if (!after.suspension().equals(before.suspension()) && tx.has(Part.KEYS)) {
      tx.tokens().deleteAll(after.id());
    }
  }
}
