package dev.bailiwick.jdbc.internal.filter;

import dev.bailiwick.jdbc.internal.sql.Query;

/**
 * Ids of resources that a query finds in our tables. The query is kept in parts, so that for H2 a
 * condition can be added to the query itself: H2 compiles a query in the FROM of another several
 * times, and a query within that several times as often.
 *
 * @param flat whether a query must not stand in the FROM of another
 * @param with the part before the SELECT
 * @param select the word itself, and DISTINCT
 * @param column the column of the ids, which the query returns as {@code i}
 * @param flag a further value of each id, 1 or 0; empty if there is no such value
 * @param flagName the name of that value
 * @param from the tables
 * @param where the condition; empty if there is no condition
 */
public record FoundIds(
    boolean flat,
    Query with,
    String select,
    String column,
    Query flag,
    String flagName,
    Query from,
    Query where) {
  /** Ids without more. */
  public static FoundIds of(boolean flat, String select, String column, Query from, Query where) {
    return new FoundIds(flat, new Query(), select, column, new Query(), "", from, where);
  }

  public FoundIds with(Query newWith) {
    return new FoundIds(flat, newWith, select, column, flag, flagName, from, where);
  }

  public FoundIds flag(Query newFlag, String name) {
    return new FoundIds(flat, with, select, column, newFlag, name, from, where);
  }

  /** The ids as {@code i}, and the flag by its name. */
  public Query rows() {
    Query query = new Query().add(with).add(select + column + " AS i");
    if (!flagName.isEmpty()) {
      query.add(", ").add(flag).add(" AS " + flagName);
    }
    return query.add(tail());
  }

  /** The ids alone. */
  public Query ids() {
    return new Query().add(with).add(select + column).add(tail());
  }

  /**
   * Something made of each id, where that is not null.
   *
   * @param expression of {@code x.i}, which is the id
   */
  public Query madeIfAny(String expression) {
    if (flat && !expression.equals("x.i")) {
      String key = expression.replace("x.i", column);
      return and(Query.of(key + " IS NOT NULL")).made(expression);
    }
    return made(expression);
  }

  /**
   * Something made of each id.
   *
   * @param expression of {@code x.i}, which is the id
   */
  public Query made(String expression) {
    if (!flat) {
      return Query.of("SELECT " + expression + " FROM (").add(rows()).add(") x");
    }
    return new Query().add(with).add(" SELECT " + expression.replace("x.i", column)).add(tail());
  }

  /** The same ids, without the part before the SELECT. */
  public FoundIds withoutWith() {
    return with(new Query());
  }

  private Query tail() {
    Query query = new Query().add(" FROM ").add(from);
    return where.text().isEmpty() ? query : query.add(" WHERE ").add(where);
  }

  /** The ids for which a condition holds. */
  public FoundIds and(Query condition) {
    Query both = new Query().add(where);
    both.add(where.text().isEmpty() ? "" : " AND ").add(condition);
    return new FoundIds(flat, with, select, column, flag, flagName, from, both);
  }

  /** The same, of which more can be asked. */
  public FoundIds named(String alias) {
    if (flat) {
      return this;
    }
    Query named = Query.of("(").add(rows()).add(") " + alias);
    return of(false, "SELECT ", alias + ".i", named, new Query())
        .flag(Query.of(flagName.isEmpty() ? "" : alias + "." + flagName), "");
  }

  /** The ids with the flag set. */
  public FoundIds flagged(String alias) {
    FoundIds named = named(alias);
    return named.and(new Query().add(named.flag).add(" = 1"));
  }
}
