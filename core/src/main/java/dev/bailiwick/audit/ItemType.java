package dev.bailiwick.audit;

/** The types of things with changes that the audit log records. */
public enum ItemType {
  /** An account. */
  USER,
  /** An org and its settings. */
  ORG,
  /** A membership of an org. */
  MEMBERSHIP,
  /** A role that an org defined for itself. */
  ROLE,
  /** A team. */
  TEAM,
  /** A membership of a team. */
  SEAT,
  /** A registered resource. */
  RESOURCE,
  /** A grant or a denial. */
  GRANT,
  /** An invitation. */
  INVITATION,
  /** A verified domain of an org. */
  DOMAIN,
  /** A request to join an org. */
  JOIN_REQUEST,
  /** An API key. */
  API_KEY,
  /** An impersonation of a member of an org. */
  IMPERSONATION,
  /** The consent of an org's owner to impersonations of the org's members. */
  SUPPORT_ACCESS,
  /** The permission of a person that a service account acts for them. */
  DELEGATION,
  /** A chunk of an import. The log keeps only a digest of its records. */
  IMPORT,
  /** The log of an org, from which old entries were removed. */
  LOG
}
