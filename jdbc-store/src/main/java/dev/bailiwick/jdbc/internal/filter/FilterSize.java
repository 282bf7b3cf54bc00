package dev.bailiwick.jdbc.internal.filter;

/**
 * How many ids somebody has in our tables. PostgreSQL cannot tell, and each of its plans is a bad
 * one for some: so a filter is written for the one or the other. What it returns is the same.
 */
public enum FilterSize {
  /** Nobody has counted, or nothing depends on it. */
  UNKNOWN,
  /** So few that each is looked up in the host's indexes. */
  FEW,
  /** So many that the host's table is gone through in the order asked for. */
  MANY,
  /** So many that a page is full before all of them could be read: each row is looked up. */
  PAGES
}
