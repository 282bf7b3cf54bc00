package dev.bailiwick.jdbc.internal.filter;

import dev.bailiwick.jdbc.internal.sql.Dialect;
import dev.bailiwick.jdbc.internal.sql.HostTypes;
import dev.bailiwick.jdbc.internal.sql.Query;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/**
 * A column of the host that holds ids of resources, and its comparison with ids of ours. Ours are
 * cast to its type, so that the host's index on it is used. An id of ours that has another type is
 * left out, and does not fail the statement.
 *
 * @param name the column with the alias of its table
 * @param idType the class of the ids
 * @param size the number of our ids that it is compared with
 */
public record HostColumn(Dialect dialect, String name, Class<?> idType, FilterSize size) {
  /** It holds something that can be an id. False, and not null, if it is null. */
  public String isId() {
    HostTypes types = types();
    String isOne =
        isText()
            ? types.isText(name)
            : idType == UUID.class ? types.isUuid(name) : types.isInteger(name);
    return name + " IS NOT NULL AND " + isOne;
  }

  /**
   * It is not null, and of a type that can be compared: all that is asked before ids of ours are.
   */
  public String isKnown() {
    // On PostgreSQL a condition on the length would make it expect next to no row.
    boolean byText = (isText() && types() == HostTypes.POSTGRESQL) || comparesAsText();
    return byText ? name + " IS NOT NULL" : isId();
  }

  /**
   * A condition that is always true, but makes PostgreSQL expect few rows, so that it uses the
   * host's indexes and not the index of the order in which a page is read.
   */
  public String isRare() {
    String twice = name + ", " + name;
    return "COALESCE(%s) = %s AND COALESCE(%s, %s) = %s".formatted(twice, name, name, twice, name);
  }

  /**
   * It holds one of the ids that the queries give in {@code i}. A condition by itself, or joined to
   * others by AND: a UNION repeats nothing, and a planner that knows so joins the host's table to
   * it, from whichever side is smaller.
   */
  public Query in(FoundIds... ids) {
    boolean typed = !isText() && !comparesAsText();
    String there = typed ? name : isText() ? types().pair(name) : pair();
    Query query = Query.of(isKnown() + " AND " + there + " IN (");
    String columns = typed ? cast() : isText() ? types().texts() : cast() + ", x.i";
    if (ids[0].flat()) {
      // At most one of them begins with more than its SELECT.
      for (FoundIds some : ids) {
        query.add(some.with());
      }
    }
    String separator = "";
    for (FoundIds some : ids) {
      query.add(separator);
      if (some.flat()) {
        query.add(some.withoutWith().madeIfAny(columns));
      } else {
        query.add(ids.length == 1 ? "SELECT DISTINCT " : "SELECT ");
        query.add(typed ? "y.k FROM (SELECT " + columns + " AS k FROM (" : columns + " FROM (");
        query.add(some.rows()).add(typed ? ") x) y WHERE y.k IS NOT NULL" : ") x");
        // A key that is null would make the condition null for a row that it does not compare with.
        query.add(comparesAsText() ? " WHERE " + cast() + " IS NOT NULL" : "");
      }
      separator = " UNION ";
    }
    return query.add(")");
  }

  /** Its value for the host's index, and its text, since many a text counts as the same number. */
  private String pair() {
    return "(" + name + ", " + exact() + ")";
  }

  /** The same, to be joined to others by OR. */
  public Query inAny(FoundIds... ids) {
    return switch (size) {
      case UNKNOWN -> lookedUp(" IN ", " OR ", ids);
      case FEW ->
          isText()
              ? looked("(" + exact() + " IN ", "x.i", ids).add(" AND ").add(indexed(ids)).add(")")
              : indexed(ids);
      // Its few values that are looked at are made texts, rather than all of ours numbers.
      case MANY, PAGES -> looked(inText(), "x.i", ids);
    };
  }

  /**
   * As {@link #inAny}, with a first query that is about grants on the ids themselves. For a page of
   * very many ids, that query is looked up by the id of each row; the other queries are used if it
   * finds no row. PostgreSQL never reads all of a scalar subquery beforehand, and expects most of
   * its values to be not null, so it considers a page cheap.
   */
  public Query inAnyGranted(FoundIds... ids) {
    if (size != FilterSize.PAGES) {
      return inAny(ids);
    }
    // The one place where the host's column stands within a subquery of ours.
    String ours = otherThan(name);
    Query query = Query.of("((SELECT 1 FROM (").add(ids[0].rows()).add(") " + ours);
    query.add(" WHERE " + ours + ".i = " + (isText() ? exact() : text()));
    query.add(" LIMIT 1) IS NOT NULL");
    if (ids.length > 1) {
      query.add(" OR ").add(inAny(Arrays.copyOfRange(ids, 1, ids.length)));
    }
    return query.add(")");
  }

  /** An array serves an index, also within an OR. */
  private Query indexed(FoundIds... ids) {
    return Query.of(name + " = ANY(ARRAY(SELECT y.k FROM (")
        .add(union((isText() ? "x.i COLLATE \"default\"" : cast()) + " AS k", ids))
        .add(") y WHERE y.k IS NOT NULL))");
  }

  /** It is not among the ids that the queries return in {@code i}, and is not null. */
  public Query notIn(FoundIds... ids) {
    return lookedUp(" NOT IN ", " AND ", ids);
  }

  /** Looks each exact value up: in each of the queries by itself, if they are not to be nested. */
  private Query lookedUp(String in, String separator, FoundIds... ids) {
    if (!ids[0].flat()) {
      return looked(exact() + in, key(), ids);
    }
    Query query = Query.of("(");
    for (int i = 0; i < ids.length; i++) {
      query.add(i == 0 ? "" : separator).add(exact() + in + "(");
      query.add(ids[i].madeIfAny(key())).add(")");
    }
    return query.add(")");
  }

  /** Looks each value up in the result of the queries, without nulls. */
  private Query looked(String in, String key, FoundIds... ids) {
    return Query.of(in + "(SELECT y.k FROM (")
        .add(union(key + " AS k", ids))
        .add(") y WHERE " + dialect.lookedUp("y.k") + ")");
  }

  private static Query union(String column, FoundIds... ids) {
    Query query = new Query();
    String separator = "";
    for (FoundIds some : ids) {
      query.add(separator).add(some.made(column));
      separator = " UNION ALL ";
    }
    return query;
  }

  /** An alias that hides no part of a name. */
  private static String otherThan(String name) {
    String alias = "x";
    while (name.toLowerCase(Locale.ROOT).contains(alias)) {
      alias += "x";
    }
    return alias;
  }

  private String inText() {
    return (isText() ? exact() : text()) + " IN ";
  }

  private String text() {
    return types().exact("CAST(" + name + " AS TEXT)");
  }

  /** Its value, so that no two values that differ are the same. */
  public String exact() {
    return isText() || comparesAsText()
        ? types().exact(name)
        : idType == UUID.class ? types().uuid(name) : name;
  }

  private HostTypes types() {
    return dialect.hostTypes();
  }

  private boolean isText() {
    return idType == String.class;
  }

  /** Whether it holds numbers, but perhaps in a text, which would count as a number by itself. */
  private boolean comparesAsText() {
    return idType == Long.class && types() == HostTypes.MARIADB;
  }

  /** Our id, {@code x.i}, for the comparison with {@link #exact}. */
  private String key() {
    return comparesAsText() ? "x.i" : cast();
  }

  /** Our id, {@code x.i}, as the column has it; null if it is no id of its type. */
  private String cast() {
    String text = dialect.text("x.i");
    return isText() ? "x.i" : idType == UUID.class ? uuid(text) : number(text);
  }

  /** A number in the one way of writing it, of at most 64 bits. */
  private String number(String text) {
    String number = "CAST(" + text + " AS " + dialect.bigint() + ")";
    // A CASE, since the order in which an AND is evaluated is not sure.
    return "CASE WHEN CHAR_LENGTH("
        + text
        + ") > 20 THEN NULL WHEN NOT ("
        + dialect.matches(text, "(0|[1-9][0-9]*|-[1-9][0-9]*)")
        + ") THEN NULL WHEN CHAR_LENGTH("
        + text
        + ") <= 18 THEN "
        + number
        + " WHEN CAST("
        + text
        + " AS DECIMAL(20, 0)) BETWEEN -9223372036854775808 AND 9223372036854775807 THEN "
        + number
        + " END";
  }

  /** A UUID in lower case. */
  private String uuid(String text) {
    String hex = "[0-9a-f]+";
    return "CASE WHEN "
        + text
        + " LIKE '________-____-____-____-____________' AND "
        + dialect.matches(text, hex + "-" + hex + "-" + hex + "-" + hex + "-" + hex)
        + " THEN CAST("
        + text
        + " AS UUID) END";
  }
}
