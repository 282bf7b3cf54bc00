package dev.bailiwick.jdbc.internal.filter;

import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.HostTypes;
import dev.bailiwick.jdbc.internal.sql.Query;
import java.util.UUID;

/**
 * A column of the host's that is compared with one value: of the same type, or of one that compares
 * with it exactly. Otherwise the statement fails, or the comparison is false; no other value is
 * ever taken for it.
 *
 * @param column with the alias of its table
 * @param value a Long, a String or a UUID
 */
public record HostValue(Dialect dialect, String column, Object value) {
  /** The column holds the value. False, and not null, if the column is null. */
  public Query condition() {
    HostTypes types = dialect.hostTypes();
    Query query = Query.of("(" + column + " IS NOT NULL AND ");
    if (value instanceof UUID uuid) {
      query.add(types.isUuid(column) + " AND " + column + " = CAST(? AS UUID)", uuid.toString());
    } else if (value instanceof String text) {
      // By the column's own collation, for its index; and by bytes, since that collation may fold
      // texts.
      query.add(column + " = " + types.textParameter() + " AND ", text);
      query.add(types.exact(column) + " = " + types.exactParameter(), text);
    } else if (types == HostTypes.MARIADB) {
      // There a text that begins with the number counts as the number.
      query.add(column + " = ? AND ", value);
      query.add(types.exact(column) + " = " + types.exactParameter(), value.toString());
    } else {
      query.add(types.isInteger(column) + " AND " + column + " = ?", value);
    }
    return query.add(")");
  }
}
