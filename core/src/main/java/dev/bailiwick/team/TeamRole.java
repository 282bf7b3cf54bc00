package dev.bailiwick.team;

/** What somebody is to a team. The owner is not by that a member. */
public enum TeamRole {
  /** Controls it: members, settings, accessors, deletion. */
  OWNER,
  /** A member who adds and changes members, and renames and describes the team. */
  ADMIN,
  /** Has what the team was granted; sees the team and its members. */
  MEMBER
}
