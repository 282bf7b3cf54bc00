package dev.bailiwick.user;

/** The account status. */
public enum UserStatus {
  /** The account is in use. */
  ACTIVE,
  /** The account is permitted nothing until it is activated again. */
  DEACTIVATED,
  /** The data of the person is deleted. The id is never used again. */
  ERASED
}
