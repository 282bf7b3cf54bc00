package dev.bailiwick.jdbc;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.jdbc.FactsQuery.Fact;

/** The connection behind a view. */
interface Moment {
  /** Statements that see the moment. */
  Sql sql();

  /** Facts as of the moment. */
  ImmutableList<Fact> facts(FactsQuery query, Subjects subjects);
}
