package dev.bailiwick.jdbc.internal.sql;

import com.google.common.base.Joiner;
import com.google.common.collect.Lists;
import dev.bailiwick.id.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A statement as it grows, with its parameters. */
public final class Query {
  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable Object> parameters = new ArrayList<>();

  /** The id of a resource, which a dialect may keep otherwise than other texts. */
  public record Key(String id) {}

  /** Two values that are looked for together. */
  public record Pair(Object first, Object second) {}

  public static Query of(String sql, @Nullable Object... values) {
    return new Query().add(sql, values);
  }

  public Query add(String sql, @Nullable Object... values) {
    text.append(sql);
    Collections.addAll(parameters, values);
    return this;
  }

  public Query add(Query other) {
    text.append(other.text);
    parameters.addAll(other.parameters);
    return this;
  }

  /** A list of values in parentheses; not empty. */
  public Query in(Collection<? extends Object> values) {
    text.append(Dialect.marks(values.size()));
    parameters.addAll(values);
    return this;
  }

  /**
   * Resources, for the rows of a table to be met by: a table {@code k} of their keys, if the
   * database is better off with one. Stands in the FROM, before {@link #isOneOf}.
   */
  public Query joinIds(Dialect dialect, Collection<ResourceId> ids) {
    return joinPairs(dialect, ids.stream().map(Query::pair).toList());
  }

  /** That a row of a table is of one of some resources; not empty. */
  public Query isOneOf(Dialect dialect, String table, Collection<ResourceId> ids) {
    List<Pair> pairs = ids.stream().map(Query::pair).toList();
    return arePairs(dialect, table + ".resource_type", table + ".resource_id", pairs);
  }

  private static Pair pair(ResourceId id) {
    return new Pair(id.type(), new Key(id.id()));
  }

  /** As {@link #joinIds}, of any pairs. */
  public Query joinPairs(Dialect dialect, List<Pair> pairs) {
    if (isJoined(dialect, pairs)) {
      add(" CROSS JOIN (VALUES ").pairs(dialect::parameter, pairs).add(") k(a, b)");
    }
    return this;
  }

  /** That two columns hold one of some pairs; not empty. */
  public Query arePairs(Dialect dialect, String first, String second, List<Pair> pairs) {
    return isJoined(dialect, pairs)
        ? add(first + " = k.a AND " + second + " = k.b")
        : add("(" + first + ", " + second + ") IN (").pairs(value -> "?", pairs).add(")");
  }

  private static boolean isJoined(Dialect dialect, List<Pair> pairs) {
    return pairs.size() > 1 && dialect.joinsValues();
  }

  private Query pairs(Function<Object, String> parameter, List<Pair> pairs) {
    add(
        Joiner.on(", ")
            .join(
                Lists.transform(
                    pairs,
                    pair ->
                        "("
                            + parameter.apply(pair.first())
                            + ", "
                            + parameter.apply(pair.second())
                            + ")")));
    for (Pair pair : pairs) {
      parameters.add(pair.first());
      parameters.add(pair.second());
    }
    return this;
  }

  public String text() {
    return text.toString();
  }

  public List<@Nullable Object> parameters() {
    return parameters;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Query query
        && text().equals(query.text())
        && parameters.equals(query.parameters);
  }

  @Override
  public int hashCode() {
    return 31 * text().hashCode() + parameters.hashCode();
  }
}
