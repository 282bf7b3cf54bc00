package dev.bailiwick.jdbc;

import java.util.UUID;

/**
 * A column of the host's that holds ids of resources, and how it is compared with ids of ours. Ours
 * are cast to its type, so that the host's index on it serves; an id of ours that is none of that
 * type is left out, and does not fail the statement.
 *
 * @param name the column with the alias of its table
 * @param idType the class of the ids
 */
record HostColumn(Dialect dialect, String name, Class<?> idType) {
  /** It holds something that can be an id. */
  String isId() {
    return isText() ? dialect.isId(name) : name + " IS NOT NULL";
  }

  /** It holds one of the ids that the queries give in {@code i}. */
  Query in(Query... ids) {
    // A UNION, of which a planner knows that it repeats nothing: then it joins the host's table to
    // it, and by its statistics knows how.
    Query query = Query.of(isText() ? dialect.textIn(name) : name + " IN (");
    String separator = "";
    for (Query some : ids) {
      String select =
          separator
              + (ids.length == 1 ? "SELECT DISTINCT " : "SELECT ")
              + (isText() ? dialect.texts() : cast())
              + " FROM (";
      query.add(select).add(some).add(") x");
      separator = " UNION ";
    }
    return query.add(")");
  }

  /** It holds none of the ids that a query gives in {@code i}, and is not null. */
  Query notIn(Query ids) {
    return Query.of(exact() + " NOT IN (SELECT y.k FROM (SELECT " + cast() + " AS k FROM (")
        .add(ids)
        .add(") x) y WHERE y.k IS NOT NULL)");
  }

  /** Its value, so that no two values that differ are the same. */
  String exact() {
    return isText() ? dialect.exact(name) : name;
  }

  private boolean isText() {
    return idType == String.class;
  }

  /** Our id, {@code x.i}, as the column has it; null if it is no id of its type. */
  private String cast() {
    String text = dialect.text("x.i");
    return isText() ? "x.i" : idType == UUID.class ? uuid(text) : number(text);
  }

  /** A number in the one way of writing it, of at most 64 bits. */
  private String number(String text) {
    String number = "CAST(" + text + " AS " + dialect.bigint() + ")";
    String canonical =
        not(text, "[^0-9-]")
            + " AND "
            + matches(text, "^(0$|[1-9]|-[1-9])")
            + " AND "
            + text
            + " NOT LIKE '_%-%'";
    // A number is cast where it is sure to be one: the order of AND is not.
    return "CASE WHEN CHAR_LENGTH("
        + text
        + ") > 20 THEN NULL WHEN NOT ("
        + canonical
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
    return "CASE WHEN CHAR_LENGTH("
        + text
        + ") = 36 AND "
        + text
        + " LIKE '________-____-____-____-____________' AND "
        + not(text, "[^0-9a-f-]")
        + " AND "
        + matches(text, "^" + hex + "-" + hex + "-" + hex + "-" + hex + "-" + hex + "$")
        + " THEN "
        + dialect.uuid(text)
        + " END";
  }

  private String matches(String text, String pattern) {
    return text + " " + dialect.matches() + " '" + pattern + "'";
  }

  private String not(String text, String pattern) {
    return "NOT (" + matches(text, pattern) + ")";
  }
}
