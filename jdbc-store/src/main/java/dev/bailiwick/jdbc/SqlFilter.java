package dev.bailiwick.jdbc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * A condition for the {@code WHERE} of a statement of the host's: true for exactly the rows on
 * which somebody has a permission.
 *
 * <pre>{@code
 * "SELECT … FROM documents d WHERE " + filter.sql() + " ORDER BY d.id LIMIT 50"
 * }</pre>
 *
 * <p>It stands in parentheses, so that it can be joined to other conditions. Who the person is,
 * what their roles permit and what time it is are as of the moment at which it was made; grants,
 * denials and registered resources as of the moment at which the statement runs. So it is made anew
 * for each request, and in a transaction after what it is to see there. One that was made before
 * anything was registered in the tenant is true for no row afterwards.
 */
public final class SqlFilter {
  private final String sql;
  private final ImmutableList<Object> parameters;

  SqlFilter(String sql, ImmutableList<Object> parameters) {
    this.sql = sql;
    this.parameters = parameters;
  }

  /** The condition, with a {@code ?} for each of the {@link #parameters}. */
  public String sql() {
    return sql;
  }

  /** What is to be bound, in order: each a {@link Long} or a {@link String}. */
  public ImmutableList<Object> parameters() {
    return parameters;
  }

  /** The condition, with {@code :bw1}, {@code :bw2} and so on in place of each {@code ?}. */
  public String namedSql() {
    StringBuilder named = new StringBuilder();
    int number = 0;
    // No name of a column and no literal has the mark in it.
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '?') {
        named.append(":bw").append(++number);
      } else {
        named.append(c);
      }
    }
    return named.toString();
  }

  /** What is to be bound for {@link #namedSql}, by name, without the colon. */
  public ImmutableMap<String, Object> namedParameters() {
    ImmutableMap.Builder<String, Object> named = ImmutableMap.builder();
    for (int i = 0; i < parameters.size(); i++) {
      named.put("bw" + (i + 1), parameters.get(i));
    }
    return named.buildOrThrow();
  }

  /** The condition, as {@link #sql} has it. */
  @Override
  public String toString() {
    return sql;
  }
}
