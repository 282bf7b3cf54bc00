package dev.bailiwick.store;

/** Whether an account counts at all. Only an active one is permitted anything. */
public enum Standing {
  /** In use. */
  ACTIVE,
  /** No such account, or an erased one. */
  UNKNOWN,
  /** Switched off. */
  DEACTIVATED,
  /** Locked by an administrator. */
  LOCKED
}
