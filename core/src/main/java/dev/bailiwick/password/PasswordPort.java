package dev.bailiwick.password;

/**
 * The part of a host that sends mails about passwords. Called after the commit, by the thread that
 * made the call. An exception goes to the caller of the library, whose change stays committed; so
 * put the mail into a queue. This also keeps the time of an answer from telling whether a mail was
 * sent. A process that fails between the commit and the call does not make it: the person asks
 * again.
 */
public interface PasswordPort {
  /** Takes the mail with which a person sets a password. */
  void sendReset(ResetMail mail);

  /** Takes news that a person must be told. */
  void tell(PasswordNotice notice);
}
