package dev.bailiwick.contract;

/** What the contract is made up of, and what of it a store may leave out. */
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
  /** Checks and explanations. */
  ACCESS,
  /** Lookups in both directions. */
  LOOKUP,
  /** The audit log. */
  AUDIT,
  /** Changes that are asked for again under an operation id. */
  OPERATIONS,
  /** Import and export of a tenant. */
  BULK,
  /** That what another tenant has looks as if it did not exist. */
  ISOLATION,
  /** What no call takes. */
  BAD_INPUT,
  /** Far more of something than anybody has. */
  EXHAUSTION,
  /** Each method of the ports by itself. */
  PORTS,
  /** Scenarios with the answers that must come out. */
  WORLDS,
  /** That of two things done at once each is done whole or not at all. */
  RACES,
  /**
   * That units of work of disjoint tenants do not wait for each other, and so that somebody can
   * lose what lets them make a change while it is under way.
   */
  PARALLEL,
  /** All laws at once over long histories. */
  MARATHON,
  /** Access reviews. */
  REVIEW,
  /** Each law over histories that chance makes. */
  LAWS
}
