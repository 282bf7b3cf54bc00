package dev.bailiwick.jdbc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.bailiwick.error.InvalidParameter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition for the {@code WHERE} of a statement of the host's: true for exactly the rows on
 * which somebody has a permission, and false, never null, for all others.
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

  /** What is to be bound, in order: each a {@link Long} or a {@link String}. */
  public ImmutableList<Object> parameters() {
    return parameters;
  }

  /**
   * The same, whose named parameters begin with this: {@code :mine_1} and so on for {@code mine}. A
   * statement then has the same text each time, and a cache of statements serves. Two filters in
   * one statement need two prefixes.
   *
   * @param newPrefix a letter, and up to 29 more letters and digits; not {@code bw} and a number
   * @throws InvalidParameter if it is something else
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
   * on. No other filter of this process has the same names, so that those of several can be put
   * into one map; {@link #named} sets them.
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

  /** What is to be bound for {@link #namedSql}, by name, without the colon. */
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
