package dev.bailiwick.user;

/** The state of an account. */
public enum UserStatus {
  /** In use. */
  ACTIVE,
  /** Switched off: nothing is permitted until it is activated again. */
  DEACTIVATED,
  /** The person is gone and their data with them; the id stays taken for ever. */
  ERASED
}
