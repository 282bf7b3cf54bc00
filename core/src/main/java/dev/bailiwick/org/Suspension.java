package dev.bailiwick.org;

/** The extent to which an org is suspended. */
public enum Suspension {
  /** Nothing is left to the members. */
  FULL,
  /**
   * Reading is left to the members, for example after a trial period. Of all permissions, a member
   * keeps {@link dev.bailiwick.permission.Permission#READ} at most; guests keep nothing.
   */
  READ_ONLY
}
