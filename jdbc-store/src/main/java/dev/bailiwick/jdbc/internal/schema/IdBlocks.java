package dev.bailiwick.jdbc.internal.schema;

import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;

/**
 * New ids, taken from the database's sequence in blocks. A database does not take a block back when
 * the transaction that asked for it is rolled back.
 */
public final class IdBlocks {
  private long next = 1;
  private long end = 1;

  /** The next id; a new block, if one is needed, comes over the connection that asks. */
  public synchronized long next(Sql sql) {
    if (next == end) {
      next = sql.find(Query.of(sql.dialect().nextIds()), Row::number).orElseThrow();
      end = next + Dialect.ID_BLOCK;
    }
    return next++;
  }
}
