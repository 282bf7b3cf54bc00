package dev.bailiwick.bulk;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.BailiwickException;

/**
 * The import cannot take a record. Nothing of the chunk with this record is stored. Earlier chunks
 * are stored and stay.
 */
public final class BadRecord extends BailiwickException {
  private static final long serialVersionUID = 1L;

  private final long number;
  private final String field;
  private final String rule;

  /** Names the record, the field and the broken rule. */
  public BadRecord(long number, String field, String rule) {
    super("record " + number + ": " + given(field, "field") + ": " + given(rule, "rule"));
    this.number = number;
    this.field = field;
    this.rule = rule;
  }

  /**
   * Returns the number of the record, counted from 1 over all records that were passed to the
   * import.
   */
  public long number() {
    return number;
  }

  /** Returns the invalid field, such as {@code team.parent}. */
  public String field() {
    return field;
  }

  /** Returns the broken rule. */
  public String rule() {
    return rule;
  }
}
