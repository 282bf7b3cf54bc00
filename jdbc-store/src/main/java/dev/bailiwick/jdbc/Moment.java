package dev.bailiwick.jdbc;

/** The connection behind a view. */
interface Moment {
  /** Statements that see the moment. */
  Sql sql();

  /** Facts as of the moment. */
  FactsPage facts(FactsQuery query, Subjects subjects);
}
