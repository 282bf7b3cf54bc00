package dev.bailiwick.jdbc.internal.connection;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.jdbc.internal.facts.FactsPage;
import dev.bailiwick.jdbc.internal.facts.FactsQuery;
import dev.bailiwick.jdbc.internal.facts.SubjectCache;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Sql;
import java.sql.Connection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A moment of a connection of the store's own. The facts of a decision, if nothing was read before,
 * are one statement and so a moment by themselves, without a transaction. Whatever comes after or
 * else begins one that sees a snapshot, and the facts have to be there once more.
 */
public final class OwnSnapshot implements Snapshot, AutoCloseable {
  /** Something changed between the first statement and the snapshot: the question is asked anew. */
  public static final class Moved extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Connection connection;
  private final Dialect dialect;
  private final int usualIsolation;
  private boolean mayBeAlone;
  private @Nullable OwnTransaction transaction;
  private Optional<FactsPage> first = Optional.empty();

  /**
   * A moment that has not come yet.
   *
   * @param mayBeAlone whether the first facts may be read without a transaction
   */
  public OwnSnapshot(
      Connection connection, Dialect dialect, int usualIsolation, boolean mayBeAlone) {
    this.connection = connection;
    this.dialect = dialect;
    this.usualIsolation = usualIsolation;
    this.mayBeAlone = mayBeAlone;
  }

  @Override
  public Sql sql() {
    if (transaction == null) {
      mayBeAlone = false;
      transaction = OwnTransaction.begin(connection, dialect, usualIsolation, true);
      Sql sql = transaction.sql();
      first.ifPresent(
          page -> {
            if (!page.saysTheSameAs(page.query().run(sql))) {
              throw new Moved();
            }
          });
    }
    return transaction.sql();
  }

  @Override
  public FactsPage facts(FactsQuery query, SubjectCache subjects) {
    if (!mayBeAlone) {
      return subjects.facts(query, sql(), true);
    }
    mayBeAlone = false;
    FactsPage alone = subjects.facts(query, new Sql(connection, dialect), true);
    first = Optional.of(alone);
    return alone;
  }

  /**
   * Ends the transaction, if there was one.
   *
   * @throws StoreFailure if the connection cannot be given back as it was
   */
  @Override
  public void close() {
    if (transaction != null) {
      transaction.close();
    }
  }
}
