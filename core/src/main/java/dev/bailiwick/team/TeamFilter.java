package dev.bailiwick.team;

/** Which of somebody's teams a list holds. */
public enum TeamFilter {
  /** The teams that the user owns. */
  OWNED,
  /** The teams with a direct membership of the user, with any owner. */
  MEMBER,
  /** Both. */
  ALL
}
