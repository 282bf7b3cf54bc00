package dev.bailiwick.jdbc.internal.connection;

import dev.bailiwick.jdbc.internal.facts.FactsPage;
import dev.bailiwick.jdbc.internal.facts.FactsQuery;
import dev.bailiwick.jdbc.internal.facts.SubjectCache;
import dev.bailiwick.jdbc.internal.sql.Sql;

/** The connection behind a view. */
public interface Snapshot {
  /** Statements that see the moment. */
  Sql sql();

  /** Facts as of the moment. */
  FactsPage facts(FactsQuery query, SubjectCache subjects);
}
