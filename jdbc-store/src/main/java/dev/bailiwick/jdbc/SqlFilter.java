package dev.bailiwick.jdbc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.bailiwick.error.InvalidParameter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition for the {@code WHERE} of a statement of the host. It is true for exactly the rows on
 * which a user has a permission, and false, never null, for all others.
 *
 * <pre>{@code
 * "SELECT … FROM documents d WHERE " + filter.sql() + " ORDER BY d.id LIMIT 50"
 * }</pre>
 *
 * <p>The condition is in parentheses, so that it can be joined to other conditions. The user's
 * account, memberships and roles, and the time, are as of the moment at which the filter was made.
 * Grants, denials and registered resources are as of the moment at which the statement runs. So
 * make a new filter for each request; inside a transaction, make it after the changes that it has
 * to see. A filter that was made before the first resource of the tenant was registered is true for
 * no row afterwards.
 */
public final class SqlFilter {
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,29}");
  private static final Pattern OWN_PREFIX = Pattern.compile("bw[0-9]+");
  private static final AtomicLong MADE = new AtomicLong();

  private final String sql;
  private final ImmutableList<Object> parameters;
  private final String prefix;

  SqlFilter(String sql, ImmutableList<Object> parameters) {
    this(sql, parameters, "bw" + MADE.incrementAndGet());
  }

  private SqlFilter(String sql, ImmutableList<Object> parameters, String prefix) {
    this.sql = sql;
    this.parameters = parameters;
    this.prefix = prefix;
  }

  /** The condition, with a {@code ?} for each of the {@link #parameters}. */
  public String sql() {
    return sql;
  }

  /** The values to bind, in order: each is a {@link Long} or a {@link String}. */
  public ImmutableList<Object> parameters() {
    return parameters;
  }

  /**
   * Returns the same filter with named parameters that begin with this prefix: {@code :mine_1} and
   * so on for {@code mine}. The statement then has the same text each time, so a cache of
   * statements works. Two filters in one statement need two prefixes.
   *
   * @param newPrefix a letter, and up to 29 more letters and digits; not {@code bw} and a number
   * @throws InvalidParameter if it is another text
   */
  public SqlFilter named(String newPrefix) {
    InvalidParameter.given(newPrefix, "filter.prefix");
    @Nullable String given = newPrefix;
    InvalidParameter.unless(
        given != null && PREFIX.matcher(given).matches() && !OWN_PREFIX.matcher(given).matches(),
        "filter.prefix",
        "must be a letter and up to 29 letters and digits, and not bw and a number");
    return new SqlFilter(sql, parameters, newPrefix);
  }

  /**
   * The condition, with a name in place of each {@code ?}: {@code :bw7_1}, {@code :bw7_2} and so
   * on. No other filter of this process has the same names, so the parameters of several filters
   * fit into one map; {@link #named} sets other names.
   */
  public String namedSql() {
    StringBuilder named = new StringBuilder();
    int number = 0;
    // No name of a column and no literal has the mark in it.
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '?') {
        named.append(':').append(prefix).append('_').append(++number);
      } else {
        named.append(c);
      }
    }
    return named.toString();
  }

  /** The values to bind for {@link #namedSql}, by name, without the colon. */
  public ImmutableMap<String, Object> namedParameters() {
    ImmutableMap.Builder<String, Object> named = ImmutableMap.builder();
    for (int i = 0; i < parameters.size(); i++) {
      named.put(prefix + "_" + (i + 1), parameters.get(i));
    }
    return named.buildOrThrow();
  }

  /** The condition, as {@link #sql} has it. */
  @Override
  public String toString() {
    return sql;
  }
}
