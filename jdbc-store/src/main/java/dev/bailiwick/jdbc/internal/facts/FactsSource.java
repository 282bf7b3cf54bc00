package dev.bailiwick.jdbc.internal.facts;

import dev.bailiwick.jdbc.internal.sql.Sql;

/** The source of the facts that decisions are made from. */
public interface FactsSource {
  /** Reads the facts that a query asks for, by one statement. */
  FactsPage read(FactsQuery query, Sql sql);
}
