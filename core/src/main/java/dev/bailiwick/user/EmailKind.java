package dev.bailiwick.user;

/** How much the address of an account is known to belong to the person. */
public enum EmailKind {
  /** The address was proved to be the person's. No other account has it as a verified address. */
  VERIFIED,
  /**
   * An org's admin made the account for this address, and nobody has claimed the account. The
   * address names the account in that org only.
   */
  UNCLAIMED,
  /**
   * The person's own word. It names nobody and reserves nothing, and only the person and the host
   * see it.
   */
  NOTED
}
