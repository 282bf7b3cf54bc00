package dev.bailiwick.team;

/** The role of a user in a team. Ownership is not membership. */
public enum TeamRole {
  /** Controls it: members, settings, accessors, deletion. */
  OWNER,
  /** A member with the right to add and change members, and to rename and describe the team. */
  ADMIN,
  /** Receives the grants of the team; sees the team and its members. */
  MEMBER
}
