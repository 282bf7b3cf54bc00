package dev.bailiwick.jdbc.internal.unit;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.jdbc.internal.connection.LentConnection;
import dev.bailiwick.jdbc.internal.facts.SubjectCache;
import dev.bailiwick.jdbc.internal.rows.RowChanged;
import dev.bailiwick.jdbc.internal.schema.SchemaState;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The store on a connection that the host lends, inside its transaction. It runs nothing again. */
public record LentStore(LentConnection lent, SchemaState.Check schema, SubjectCache subjects)
    implements Store {
  @Override
  public boolean commits() {
    return false;
  }

  @Override
  public <R> R read(Consistency consistency, Function<View, R> question) {
    given(consistency, "consistency");
    given(question, "question");
    try {
      lent.requireTransaction();
      SchemaState state = schema.of(lent.connection(), true);
      return new JdbcView(lent, state, subjects).answer(consistency, question);
    } catch (SQLException e) {
      throw lent.dialect().failure(e);
    }
  }

  @Override
  public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
    each(tenants, "tenants");
    given(unit, "unit");
    try {
      lent.requireTransaction();
      boolean oldSnapshot = !lent.readsCommitted();
      return lent.withinSavepoint(() -> run(oldSnapshot, tenants, unit));
    } catch (SQLException e) {
      throw lent.dialect().failure(e);
    }
  }

  private <R> R run(boolean oldSnapshot, Set<Tenant> tenants, Function<Transaction, R> unit) {
    try {
      SchemaState state = schema.of(lent.connection(), true);
      return new JdbcTransaction(lent, state, subjects)
          .run(Optional.empty(), oldSnapshot, tenants, unit);
    } catch (RowChanged changed) {
      throw OwnStore.interfered(changed);
    } catch (SQLException e) {
      throw lent.dialect().failure(e);
    }
  }
}
