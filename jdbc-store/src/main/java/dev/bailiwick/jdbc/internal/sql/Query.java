package dev.bailiwick.jdbc.internal.sql;

import com.google.common.base.Joiner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A statement as it grows, with its parameters. */
public final class Query {
  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable Object> parameters = new ArrayList<>();

  /** The id of a resource, which a dialect may keep otherwise than other texts. */
  public record Key(String id) {}

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
    text.append(marks(values.size()));
    parameters.addAll(values);
    return this;
  }

  /** As many parameters, in parentheses. */
  public static String marks(int count) {
    return "(" + Joiner.on(", ").join(Collections.nCopies(count, "?")) + ")";
  }

  public String text() {
    return text.toString();
  }

  public List<@Nullable Object> parameters() {
    return parameters;
  }

  /** Whether the statement can read a further column: one SELECT, without a set operation. */
  boolean takesAColumn() {
    return text.indexOf("SELECT ") == 0
        && Stream.of(" UNION ", "DISTINCT ", "GROUP BY ", " FOR UPDATE", "ORDER BY 2")
            .noneMatch(part -> text.indexOf(part) >= 0);
  }

  /** The same statement with a further column, without parameters, before its own. */
  Query withColumn(String column) {
    Query with = new Query();
    with.text.append("SELECT ").append(column).append(", ").append(text, 7, text.length());
    with.parameters.addAll(parameters);
    return with;
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
