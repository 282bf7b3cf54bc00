package dev.bailiwick.audit;

/** The data of a person that an erasure removes from the logs. */
public enum Erasure {
  /**
   * The data of the account in every log, and the request contexts of the person's calls in the
   * logs of persons. The logs of orgs keep these contexts, as evidence of the calls, as long as
   * they keep the entries. A person who erases themselves removes this much.
   */
  ACCOUNT,
  /**
   * Also the display names and the request contexts of the person's calls in the logs of orgs. The
   * host removes them.
   */
  ACCOUNT_AND_CALLS
}
