package dev.bailiwick.contract;

/** The parts of the contract. A store may leave a part out. */
public enum Category {
  /** The use cases of accounts. */
  USERS,
  /** The use cases of orgs. */
  ORGS,
  /** The use cases of an org's members. */
  ORG_MEMBERS,
  /** The use cases of teams. */
  TEAMS,
  /** The use cases of registered resources. */
  RESOURCES,
  /** The use cases of grants and denials. */
  GRANTS,
  /** Invitations, and the bars against people who were removed. */
  INVITATIONS,
  /** API keys, which are an optional part of a store. */
  KEYS,
  /** Impersonations and delegations, which are an optional part of a store. */
  IMPERSONATION,
  /** Passwords: an optional part of a store. */
  PASSWORDS,
  /** The history of sign-ins, and the last use of keys: an optional part of a store. */
  HISTORY,
  /** Checks and explanations. */
  ACCESS,
  /** Lookups in both directions. */
  LOOKUP,
  /** The audit log. */
  AUDIT,
  /** Repeated requests under an operation id. */
  OPERATIONS,
  /** Import and export of a tenant. */
  BULK,
  /** Items of another tenant look as if they did not exist. */
  ISOLATION,
  /** Input that every call refuses. */
  BAD_INPUT,
  /** Far larger numbers than any real tenant has. */
  EXHAUSTION,
  /** Each method of the ports by itself. */
  PORTS,
  /** Scenarios with their expected answers. */
  WORLDS,
  /** Two changes at the same time: each is made completely or not at all. */
  RACES,
  /**
   * Units of work of disjoint tenants do not wait for each other, so that an actor can lose the
   * right to a change while the change is under way.
   */
  PARALLEL,
  /** All laws at once over long histories. */
  MARATHON,
  /** Ways around a rule that a security review found, now closed. */
  REVIEW,
  /** Each law over random histories. */
  LAWS
}
