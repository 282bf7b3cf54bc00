package dev.bailiwick.jdbc.internal.facts;

import dev.bailiwick.jdbc.internal.sql.Sql;

/** Reads all facts from the database. */
public final class StatementFacts implements FactsSource {
  @Override
  public FactsPage read(FactsQuery query, Sql sql) {
    return FactsPage.of(query, query.facts(sql));
  }
}
