package dev.bailiwick.user;

/** The account status. */
public enum UserStatus {
  /** The account is in use. */
  ACTIVE,
  /**
   * An org's admin made the account for a person who has not claimed it yet. It can be a member of
   * that org and of its teams and receive grants there. It cannot act, and owns nothing.
   */
  UNCLAIMED,
  /** The account is permitted nothing until it is activated again. */
  DEACTIVATED,
  /** The data of the person is deleted. The id is never used again. */
  ERASED
}
