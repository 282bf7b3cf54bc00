package dev.bailiwick.jdbc.internal.filter;

/**
 * The number of ids of a user in our tables. PostgreSQL cannot estimate it, and each of its plans
 * is bad for some number: so the filter is written in different ways. The rows that it returns are
 * the same.
 */
public enum FilterSize {
  /** The ids are not counted, or the filter does not depend on their number. */
  UNKNOWN,
  /** So few that each is looked up in the host's indexes. */
  FEW,
  /** So many that the host's table is gone through in the order asked for. */
  MANY,
  /** So many that a page is full before all of them could be read: each row is looked up. */
  PAGES
}
