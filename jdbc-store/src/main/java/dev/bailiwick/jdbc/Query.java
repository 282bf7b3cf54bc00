package dev.bailiwick.jdbc;

import com.google.common.base.Joiner;
import dev.bailiwick.id.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A statement as it grows, with its parameters. */
final class Query {
  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable Object> parameters = new ArrayList<>();

  /** The id of a resource, which a dialect may keep otherwise than other texts. */
  record Key(String id) {}

  static Query of(String sql, @Nullable Object... values) {
    return new Query().add(sql, values);
  }

  /** Several writes as one statement: the last, with the others in a WITH before it. */
  static Query joined(List<Query> writes) {
    Query joined = new Query();
    int last = writes.size() - 1;
    for (int i = 0; i < last; i++) {
      joined.add((i == 0 ? "WITH w" : ", w") + i + " AS (").add(writes.get(i)).add(")");
    }
    return joined.add(last == 0 ? "" : " ").add(writes.get(last));
  }

  Query add(String sql, @Nullable Object... values) {
    text.append(sql);
    Collections.addAll(parameters, values);
    return this;
  }

  Query add(Query other) {
    text.append(other.text);
    parameters.addAll(other.parameters);
    return this;
  }

  /** A list of values in parentheses; not empty. */
  Query in(Collection<? extends Object> values) {
    text.append(Dialect.marks(values.size()));
    parameters.addAll(values);
    return this;
  }

  /** A list of types and ids in parentheses; not empty. */
  Query inIds(Dialect dialect, Collection<ResourceId> ids) {
    return inPairs(dialect, ids, ResourceId::type, id -> new Key(id.id()));
  }

  /** A list of pairs in parentheses; not empty. */
  <T> Query inPairs(
      Dialect dialect, Collection<T> pairs, Function<T, Object> first, Function<T, Object> second) {
    text.append(pairs.size() > 1 && dialect.joinsValues() ? "(VALUES " : "(")
        .append(Joiner.on(", ").join(Collections.nCopies(pairs.size(), "(?, ?)")))
        .append(')');
    for (T pair : pairs) {
      parameters.add(first.apply(pair));
      parameters.add(second.apply(pair));
    }
    return this;
  }

  String text() {
    return text.toString();
  }

  List<@Nullable Object> parameters() {
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
