package dev.bailiwick.jdbc.internal.sql;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.ResourceId;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pairs of values by which a query finds rows: as a table {@code k} of VALUES that the FROM joins,
 * or as a list in the WHERE, whichever the database executes better. Both {@link #join} and {@link
 * #match} are called for a query, in this order.
 */
public final class Pairs {
  private final Dialect dialect;
  private final ImmutableList<Pair> pairs;

  private record Pair(Object first, Object second) {}

  private Pairs(Dialect dialect, ImmutableList<Pair> pairs) {
    this.dialect = dialect;
    this.pairs = pairs;
  }

  /** The types and ids of some resources; not empty. */
  public static Pairs of(Dialect dialect, Collection<ResourceId> ids) {
    return of(dialect, ids, ResourceId::type, id -> new Query.Key(id.id()));
  }

  /** A pair for each of some values; not empty. */
  public static <T> Pairs of(
      Dialect dialect,
      Collection<T> values,
      Function<T, Object> first,
      Function<T, Object> second) {
    return new Pairs(
        dialect,
        values.stream()
            .map(value -> new Pair(first.apply(value), second.apply(value)))
            .collect(ImmutableList.toImmutableList()));
  }

  /** Adds the join, if there is one, at the end of the FROM. */
  public Query join(Query query) {
    return isJoined()
        ? add(query.add(" CROSS JOIN (VALUES "), dialect::parameter).add(") k(a, b)")
        : query;
  }

  /** Adds the condition that two columns hold one of the pairs. */
  public Query match(Query query, String first, String second) {
    return isJoined()
        ? query.add(first + " = k.a AND " + second + " = k.b")
        : add(query.add("(" + first + ", " + second + ") IN ("), value -> "?").add(")");
  }

  /** Adds the condition that a row of a table is about one of the resources. */
  public Query matchResource(Query query, String table) {
    return match(query, table + ".resource_type", table + ".resource_id");
  }

  private boolean isJoined() {
    return pairs.size() > 1 && dialect.joinsValues();
  }

  private Query add(Query query, Function<Object, String> parameter) {
    String rows =
        pairs.stream()
            .map(
                pair ->
                    "("
                        + parameter.apply(pair.first())
                        + ", "
                        + parameter.apply(pair.second())
                        + ")")
            .collect(Collectors.joining(", "));
    return query.add(
        rows, pairs.stream().flatMap(pair -> Stream.of(pair.first(), pair.second())).toArray());
  }
}
