package dev.bailiwick.store;

/**
 * The status of an account, as far as it matters for permissions. Only an active account is
 * permitted anything.
 */
public enum Standing {
  /** The account is usable. */
  ACTIVE,
  /** The account does not exist, or is erased. */
  UNKNOWN,
  /** The account was made by an org, and nobody has claimed it. */
  UNCLAIMED,
  /** The account is deactivated. */
  DEACTIVATED,
  /** The account is locked by an administrator. */
  LOCKED
}
