package dev.bailiwick.org;

/** The ways in which the admins of an org add people. More may be added. */
public enum Joining {
  /**
   * A person is asked by an invitation. Only addresses of the org's verified domain are added at
   * once.
   */
  INVITATION,
  /** A person is added at once, without being asked. The host decides so for its own orgs. */
  DIRECT
}
