package dev.bailiwick.audit;

/** The kinds of things that change. */
public enum ItemType {
  /** An account. */
  USER,
  /** An org and its settings. */
  ORG,
  /** A person's place in an org. */
  MEMBERSHIP,
  /** A role that an org composed. */
  ROLE,
  /** A team. */
  TEAM,
  /** A person's place in a team. */
  SEAT,
  /** A registered resource. */
  RESOURCE,
  /** A grant or a denial. */
  GRANT,
  /** A chunk of an import: of what came with it, only a digest is told. */
  IMPORT
}
