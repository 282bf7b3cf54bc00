package dev.bailiwick.notice;

/**
 * The part of a host that tells people the news about their account. Called after the commit, by
 * the thread that made the call. An exception goes to the caller of the library, whose change stays
 * committed; so put the notice into a queue. A process that fails between the commit and the call
 * does not make it; the audit log has the change. Over a store in a transaction of the host, the
 * call comes before the host's commit: put the notice into a queue of the same transaction.
 */
@FunctionalInterface
public interface NoticePort {
  /** A port that tells nothing. */
  NoticePort NONE = notice -> {};

  /** Takes a notice. */
  void tell(Notice notice);
}
