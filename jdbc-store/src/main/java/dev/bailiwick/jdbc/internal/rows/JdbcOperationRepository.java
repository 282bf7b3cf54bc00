package dev.bailiwick.jdbc.internal.rows;

import dev.bailiwick.error.OperationReused;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.jdbc.internal.unit.JdbcView;
import dev.bailiwick.jdbc.internal.unit.JdbcView.Table;
import dev.bailiwick.store.Operation;
import dev.bailiwick.store.OperationRepository;
import java.util.Optional;

/** The operations of a view. */
public record JdbcOperationRepository(JdbcView view) implements OperationRepository.Writer {
  private static final String OF_KEY = " WHERE tenant = ? AND actor = ? AND id = ?";

  @Override
  public Optional<Operation> find(Operation.Key key) {
    return view.sql()
        .find(
            Query.of(
                "SELECT digest, result, at FROM bailiwick_operation" + OF_KEY,
                tenant(key),
                key.actor(),
                key.id()),
            row -> new Operation(key, row.text(), row.text(), row.instant()));
  }

  @Override
  public void save(Operation operation) {
    view.write(Table.OPERATIONS);
    Operation.Key key = operation.key();
    try {
      view.writeNow(
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
      throw Sql.duplicate(failure)
          ? JdbcUserRepository.caused(new OperationReused(key.id()), failure)
          : failure;
    }
  }

  @Override
  public void delete(Operation operation) {
    view.write(Table.OPERATIONS);
    Operation.Key key = operation.key();
    // Another may have taken its place since it was read, and is not to go.
    view.sql()
        .update(
            Query.of(
                "DELETE FROM bailiwick_operation" + OF_KEY + " AND at = ?",
                tenant(key),
                key.actor(),
                key.id(),
                Row.micros(operation.at())));
  }

  private static long tenant(Operation.Key key) {
    return key.org().map(OrgId::value).orElse(0L);
  }
}
