package dev.bailiwick.user;

/**
 * The part of a host that sends the mails about the addresses of accounts. Without it there are no
 * codes: the host's own code proves addresses ({@code users().verifyEmail}).
 *
 * <p>Each method is called after the commit, by the thread that made the change. An exception goes
 * to the caller of the change, which stays committed; so put the mail into a queue. A process that
 * fails between the commit and the call does not make it.
 */
public interface AddressPort {
  /** Sends no mail. */
  AddressPort NONE =
      new AddressPort() {
        @Override
        public void send(AddressMail mail) {}

        @Override
        public void replaced(AddressReplaced notice) {}
      };

  /** Takes a mail with a code. */
  void send(AddressMail mail);

  /** Takes a notice to the old address of an account. */
  void replaced(AddressReplaced notice);
}
