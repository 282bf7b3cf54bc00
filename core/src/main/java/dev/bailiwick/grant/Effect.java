package dev.bailiwick.grant;

/** Whether a grant allows or denies its role. */
public enum Effect {
  /** Adds the permissions of the role. */
  ALLOW,
  /**
   * Removes the permissions of the role on the resource and on all resources below it. It wins over
   * every grant.
   */
  DENY
}
