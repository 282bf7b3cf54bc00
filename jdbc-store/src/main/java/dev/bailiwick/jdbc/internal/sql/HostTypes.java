package dev.bailiwick.jdbc.internal.sql;

/**
 * How a column of the host's is compared on a database, without knowing its type: so that a value
 * is met by its own id alone, and a type for which that cannot be makes the statement fail, or
 * hides the row. A check of a type alone, {@code TRUE OR …}, costs nothing as the statement runs.
 */
public enum HostTypes {
  /** Refuses to compare values of types that do not fit, as it reads the statement. */
  POSTGRESQL {
    @Override
    public String isText(String column) {
      // A CHAR(n) has its padding only before it is cast.
      return "OCTET_LENGTH(CAST(" + column + " AS TEXT)) BETWEEN 1 AND 255";
    }

    @Override
    public String isInteger(String column) {
      return "(TRUE OR (" + column + " & " + column + ") IS NULL)";
    }

    @Override
    public String isUuid(String column) {
      return "(TRUE OR " + column + " = CAST(NULL AS UUID))";
    }

    @Override
    public String uuid(String column) {
      return column;
    }

    @Override
    public String exact(String column) {
      return column + " COLLATE \"C\"";
    }

    @Override
    public String texts() {
      // By the host's own collation, for its index; and by bytes, since that collation may fold
      // texts.
      return "x.i COLLATE \"default\", x.i";
    }

    @Override
    public String textParameter() {
      return "CAST(? AS TEXT)";
    }

    @Override
    public String exactParameter() {
      return "CAST(? AS TEXT)";
    }
  },

  /** Compares everything with everything, texts with numbers by their beginning. */
  MARIADB {
    @Override
    public String isText(String column) {
      String text = "CONVERT(" + column + " USING utf8mb4)";
      return "OCTET_LENGTH("
          + text
          + ") BETWEEN 1 AND 255 AND LOCATE(CHAR(0), "
          + column
          // Bytes that are no UTF-8 become question marks.
          + ") = 0 AND (CHARSET("
          + column
          + ") <> 'binary' OR CAST("
          + column
          + " AS BINARY) = CAST("
          + text
          + " AS BINARY))";
    }

    @Override
    public String isInteger(String column) {
      return exact(column) + " = " + exact("CAST(CAST(" + column + " AS SIGNED) AS CHAR)");
    }

    @Override
    public String isUuid(String column) {
      return "CAST(" + column + " AS UUID) IS NOT NULL";
    }

    @Override
    public String exact(String column) {
      return "CONVERT(" + column + " USING utf8mb4) COLLATE utf8mb4_nopad_bin";
    }

    @Override
    public String texts() {
      return "x.i COLLATE utf8mb4_nopad_bin, x.i";
    }

    @Override
    public String textParameter() {
      return "?";
    }

    @Override
    public String exactParameter() {
      return "CONVERT(? USING utf8mb4)";
    }
  },

  /** Converts values as a statement runs, and fails where it cannot. */
  H2 {
    @Override
    public String isText(String column) {
      return "OCTET_LENGTH("
          + exact(column)
          + ") BETWEEN 1 AND 255 AND LOCATE(CHAR(0), "
          + column
          + ") = 0 AND UTF8TOSTRING("
          + exact(column)
          + ") = "
          + column;
    }

    @Override
    public String isInteger(String column) {
      return "(TRUE OR BITAND(" + column + ", " + column + ") IS NULL)";
    }

    @Override
    public String isUuid(String column) {
      return "CAST(" + column + " AS UUID) IS NOT NULL";
    }

    @Override
    public String exact(String column) {
      // Only a text of a CHAR(n) equals itself with one more blank; its padding has no meaning.
      return "STRINGTOUTF8(CASE WHEN %1$s = %1$s || ' ' THEN TRIM(TRAILING FROM %1$s) ELSE %1$s END)"
          .formatted(column);
    }

    @Override
    public String pair(String column) {
      return exact(column);
    }

    @Override
    public String texts() {
      return "x.i";
    }

    @Override
    public String textParameter() {
      return "CAST(? AS VARCHAR)";
    }

    @Override
    public String exactParameter() {
      return "STRINGTOUTF8(CAST(? AS VARCHAR))";
    }
  };

  /** That a column that is not null holds a text that can be an id. */
  public abstract String isText(String column);

  /** That a column that is not null holds an integer of at most 64 bits. */
  public abstract String isInteger(String column);

  /** The condition that a column that is not null holds a UUID, in any type. */
  public abstract String isUuid(String column);

  /** A column's text, compared by its bytes. */
  public abstract String exact(String column);

  /** The UUID in a column, in any type. */
  public String uuid(String column) {
    return "CAST(" + column + " AS UUID)";
  }

  /** The expression of a text column that is compared with {@link #texts}. */
  public String pair(String column) {
    return "(" + column + ", " + exact(column) + ")";
  }

  /** Our id, {@code x.i}, as a column of texts is compared with it. */
  public abstract String texts();

  /** A parameter that is a text. */
  public abstract String textParameter();

  /** A parameter that is a text, to be compared with the result of {@link #exact}. */
  public abstract String exactParameter();
}
