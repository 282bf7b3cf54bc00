package dev.bailiwick.jdbc.internal.schema;

import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/**
 * New ids, taken from the database's sequence in blocks. A database does not take a block back when
 * the transaction that asked for it is rolled back.
 */
public final class IdBlocks {
  private final Deque<Long> blocks = new ArrayDeque<>();
  private long next = 1;
  private long end = 1;

  /**
   * The next id. New blocks, if they are needed, come over the connection that asks.
   *
   * @param wanted the number of blocks that one statement takes
   */
  public synchronized long next(Sql sql, int wanted) {
    if (next == end) {
      if (blocks.isEmpty()) {
        blocks.addAll(sql.list(blocks(sql.dialect(), wanted), Row::number));
      }
      next = blocks.remove();
      end = next + Dialect.ID_BLOCK;
    }
    return next++;
  }

  private static Query blocks(Dialect dialect, int wanted) {
    return wanted == 1
        ? Query.of(dialect.nextIds())
        : Query.of(
            dialect.nextIds()
                + " FROM ("
                + String.join(" UNION ALL ", Collections.nCopies(wanted, "SELECT 1 AS one"))
                + ") k");
  }
}
