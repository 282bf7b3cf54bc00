package dev.bailiwick.invitation;

/**
 * The part of a host that sends the mails of invitations. Without it, invitations have no codes:
 * the person finds them by {@code invitations().received()} after the sign-in with a verified
 * address.
 */
public interface InvitationPort {
  /** Sends no mail. */
  InvitationPort NONE = mail -> {};

  /**
   * Takes a mail. Called after the commit, once for each mail, by the thread that made the change.
   * An exception goes to the caller of the change, which stays committed, after the other mails; so
   * put the mail into a queue. A process that fails between the commit and this call does not make
   * it: an admin sends the invitation again.
   */
  void send(InvitationMail mail);

  /**
   * Returns whether an invitation may be sent, in addition to the limits of {@link
   * InvitationLimits}. Called while the tenant is locked, and again for each new attempt, so answer
   * quickly. The answer must not depend on whether an account has the address.
   */
  default boolean permits(Invitation invitation) {
    return true;
  }
}
