package dev.bailiwick.jdbc.internal.facts;

import dev.bailiwick.error.CorruptData;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** A row of facts. The meaning of the columns depends on the kind. */
public record Fact(
    Kind kind,
    Optional<Long> n1,
    Optional<Long> n2,
    Optional<Long> n3,
    Optional<Long> n4,
    Optional<Long> n5,
    Optional<String> s1,
    Optional<String> k1,
    Optional<String> s2,
    Optional<String> k2) {
  /** The subject of a fact. */
  public enum Kind {
    USER,
    ORG,
    MEMBERSHIP,
    SEAT,
    TEAM,
    RESOURCE,
    GRANT,
    ROLE,
    STAMP,
    /** The column that the statement reads along: {@link Sql#dueColumn}. */
    ALONG
  }

  /** Returns a column that must have a value. */
  public static <T> T one(Optional<T> column) {
    return column.orElseThrow(() -> new IllegalArgumentException("a column is empty"));
  }

  /**
   * Reads each fact.
   *
   * @throws CorruptData if one cannot be understood
   */
  public static void each(Collection<Fact> facts, Consumer<Fact> reader) {
    for (Fact fact : facts) {
      try {
        reader.accept(fact);
      } catch (InvalidParameter | IllegalArgumentException unreadable) {
        CorruptData corrupt = new CorruptData(fact + ": " + unreadable.getMessage());
        corrupt.initCause(unreadable);
        throw corrupt;
      }
    }
  }

  public static Fact read(Row row) throws SQLException {
    return new Fact(
        Kind.valueOf(row.text()),
        row.numberIfAny(),
        row.numberIfAny(),
        row.numberIfAny(),
        row.numberIfAny(),
        row.numberIfAny(),
        row.textIfAny(),
        row.keyIfAny(),
        row.textIfAny(),
        row.keyIfAny());
  }
}
