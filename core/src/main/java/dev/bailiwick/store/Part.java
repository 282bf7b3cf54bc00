package dev.bailiwick.store;

/**
 * An optional part of a store. A host that does not use it needs neither its tables nor any of its
 * statements.
 */
public enum Part {
  /** API keys and access tokens. */
  KEYS,
  /** Passwords. */
  PASSWORDS,
  /** Impersonations, and delegations to service accounts: the acts in the name of another. */
  IMPERSONATION,
  /** The history of sign-ins, and the last use of accounts and keys. */
  HISTORY
}
