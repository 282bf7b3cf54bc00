package dev.bailiwick.jdbc.internal.rows;

import dev.bailiwick.error.OperationReused;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.store.Operation;
import dev.bailiwick.store.OperationRepository;

/** Writes the operations of a unit of work. */
public final class JdbcOperationWriter extends JdbcOperationRepository
    implements OperationRepository.Writer {
  private final RowTarget target;

  public JdbcOperationWriter(RowTarget target) {
    super(target);
    this.target = target;
  }

  @Override
  public void save(Operation operation) {
    target.change(Table.OPERATIONS);
    Operation.Key key = operation.key();
    try {
      target.writeNow(
          Table.OPERATIONS,
          key,
          Query.of(
              "INSERT INTO bailiwick_operation (tenant, actor, id, digest, result, at)"
                  + " VALUES (?, ?, ?, ?, ?, ?)",
              tenant(key),
              key.actor(),
              key.id(),
              operation.digest(),
              operation.result(),
              Row.micros(operation.at())));
    } catch (StoreFailure failure) {
      throw Duplicates.typed(failure, () -> new OperationReused(key.id()));
    }
  }

  @Override
  public void delete(Operation operation) {
    target.change(Table.OPERATIONS);
    Operation.Key key = operation.key();
    // Another may have taken its place since it was read, and is not to go.
    target.update(
        Query.of(
            "DELETE FROM bailiwick_operation" + OF_KEY + " AND at = ?",
            tenant(key),
            key.actor(),
            key.id(),
            Row.micros(operation.at())));
  }
}
