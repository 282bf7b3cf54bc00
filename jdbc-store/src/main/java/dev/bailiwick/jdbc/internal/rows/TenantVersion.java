package dev.bailiwick.jdbc.internal.rows;

import dev.bailiwick.jdbc.internal.sql.Row;
import java.sql.SQLException;

/**
 * The columns of a tenant's row by which a change is noticed. A unit of work changes one or both of
 * them in every tenant that it locks.
 */
public record TenantVersion(long revision, long structure) {
  public static TenantVersion read(Row row) throws SQLException {
    return new TenantVersion(row.number(), row.number());
  }
}
