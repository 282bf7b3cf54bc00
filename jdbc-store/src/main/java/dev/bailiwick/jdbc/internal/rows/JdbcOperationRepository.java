package dev.bailiwick.jdbc.internal.rows;

import dev.bailiwick.id.OrgId;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.store.Operation;
import dev.bailiwick.store.OperationRepository;
import java.util.Optional;

/** Reads the operations of a snapshot. */
public class JdbcOperationRepository implements OperationRepository {
  static final String OF_KEY = " WHERE tenant = ? AND actor = ? AND id = ?";

  private final RowSource rows;

  public JdbcOperationRepository(RowSource rows) {
    this.rows = rows;
  }

  @Override
  public Optional<Operation> find(Operation.Key key) {
    return rows.find(
        Query.of(
            "SELECT digest, result, at FROM bailiwick_operation" + OF_KEY,
            tenant(key),
            key.actor(),
            key.id()),
        row -> new Operation(key, row.text(), row.text(), row.instant()));
  }

  static long tenant(Operation.Key key) {
    return key.org().map(OrgId::value).orElse(0L);
  }
}
