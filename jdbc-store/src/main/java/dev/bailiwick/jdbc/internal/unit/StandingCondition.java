package dev.bailiwick.jdbc.internal.unit;

import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.store.ActorStanding;
import dev.bailiwick.store.StandingLost;
import java.sql.SQLException;
import java.util.List;

/**
 * The standing of an actor as a condition of the last statement of a unit of work: plain
 * subqueries. At READ COMMITTED they see the data that is committed when the statement begins, and
 * lock nothing.
 */
public record StandingCondition(ActorStanding standing) {
  /** An update that changes its rows only while the condition holds. */
  public Query restrict(Query update) {
    return new Query().add(update).add(" AND ").add(condition());
  }

  private Query condition() {
    long user = standing.user().value();
    Query condition =
        Query.of(
                "EXISTS (SELECT 1 FROM bailiwick_user u WHERE u.id = ?"
                    + " AND u.status = 'ACTIVE' AND NOT u.locked",
                user)
            .add(standing.superUser() ? " AND u.super_user" : "");
    standing.stamp().ifPresent(stamp -> condition.add(" AND u.stamp = ?", stamp));
    condition.add(")");
    if (!standing.orgs().isEmpty()) {
      condition
          .add(
              " AND (SELECT COUNT(*) FROM bailiwick_membership m"
                  + " JOIN bailiwick_org o ON o.id = m.org AND o.suspension = 0"
                  + " WHERE m.user_id = ? AND m.active AND m.org IN ",
              user)
          .in(standing.orgs().stream().map(OrgId::value).toList())
          .add(") = ?", standing.orgs().size());
    }
    return condition;
  }

  /**
   * Checks the condition in a statement that changes nothing.
   *
   * @throws StandingLost if it does not hold
   */
  public void require(Sql sql) {
    Query holds =
        Query.of("SELECT id FROM bailiwick_tenant WHERE id = ? AND ", standing.user().value())
            .add(condition());
    if (sql.list(holds, Row::number).isEmpty()) {
      throw new StandingLost(standing);
    }
  }

  /**
   * Runs writes and such an update as one statement.
   *
   * @param rows how many rows the update changes while the condition holds, at least one
   * @throws StandingLost if it changed fewer; the other writes were made all the same, and the
   *     caller undoes them
   */
  public void update(Sql sql, List<Query> writes, Query update, int rows) {
    Query restricted = restrict(update);
    Query whole = writes.isEmpty() ? restricted : sql.dialect().counted(writes, restricted, rows);
    if (updated(sql, whole) < rows) {
      throw new StandingLost(standing);
    }
  }

  private static int updated(Sql sql, Query query) {
    try {
      return sql.update(query);
    } catch (StoreFailure failure) {
      if (failure.getCause() instanceof SQLException cause
          && Dialect.CONDITION_FAILED.equals(cause.getSQLState())) {
        return 0;
      }
      throw failure;
    }
  }
}
