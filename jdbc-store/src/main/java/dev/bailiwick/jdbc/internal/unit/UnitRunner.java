package dev.bailiwick.jdbc.internal.unit;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.jdbc.internal.connection.Snapshot;
import dev.bailiwick.jdbc.internal.facts.StatementFacts;
import dev.bailiwick.jdbc.internal.facts.SubjectCache;
import dev.bailiwick.jdbc.internal.rows.RowSource;
import dev.bailiwick.jdbc.internal.schema.SchemaState;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Runs the questions and the units of work of a store over a snapshot that another class opens. */
public final class UnitRunner {
  private final SubjectCache subjects = new SubjectCache(new StatementFacts());

  /** A view of a snapshot. */
  JdbcView view(Snapshot snapshot, SchemaState schema) {
    return new JdbcView(snapshot, schema, subjects);
  }

  /** Returns the rows behind a view, if the view belongs to the store of this runner. */
  public Optional<RowSource> source(View view) {
    return view instanceof JdbcView own && own.isOf(subjects) ? Optional.of(own) : Optional.empty();
  }

  /**
   * Answers a question.
   *
   * @throws StoreFailure if the snapshot is older than the question requires
   */
  <R> R answer(
      Snapshot snapshot, SchemaState schema, Consistency consistency, Function<View, R> question) {
    JdbcView view = view(snapshot, schema);
    try {
      consistency
          .revision()
          .numbers()
          .forEach(
              (tenant, number) -> {
                if (view.revision(tenant) < number) {
                  throw new StoreFailure(tenant + " has not reached revision " + number, true);
                }
              });
      return question.apply(view);
    } finally {
      view.end();
    }
  }

  /**
   * Runs a unit of work, without the commit.
   *
   * @param seen the view that has read for the unit before the locks were taken
   * @param oldSnapshot whether the transaction may see an older state than the locked one
   */
  <R> R run(
      Snapshot snapshot,
      SchemaState schema,
      Optional<JdbcView> seen,
      boolean oldSnapshot,
      Set<Tenant> tenants,
      Function<Transaction, R> unit) {
    JdbcTransaction transaction = new JdbcTransaction(snapshot, schema, subjects);
    try {
      transaction.lock(tenants);
      seen.ifPresent(transaction::goOnFrom);
      if (oldSnapshot) {
        transaction.requireLatest();
      }
      R result = unit.apply(transaction);
      transaction.finish();
      return result;
    } finally {
      transaction.end();
    }
  }
}
