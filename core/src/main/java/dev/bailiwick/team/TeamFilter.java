package dev.bailiwick.team;

/** Which of somebody's teams a list holds. */
public enum TeamFilter {
  /** Those that they own. */
  OWNED,
  /** Those of which they are a member themselves, whoever owns them. */
  MEMBER,
  /** Both. */
  ALL
}
