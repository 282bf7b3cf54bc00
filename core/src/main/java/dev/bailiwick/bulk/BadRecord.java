package dev.bailiwick.bulk;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.BailiwickException;

/**
 * An import met a record that it cannot take. Nothing of its chunk is stored; the chunks before it
 * are, and stay.
 */
public final class BadRecord extends BailiwickException {
  private static final long serialVersionUID = 1L;

  private final long number;
  private final String field;
  private final String rule;

  /** Names the record, the field and the rule that it breaks. */
  public BadRecord(long number, String field, String rule) {
    super("record " + number + ": " + given(field, "field") + ": " + given(rule, "rule"));
    this.number = number;
    this.field = field;
    this.rule = rule;
  }

  /** Which record, counted from 1 in what was passed to the import. */
  public long number() {
    return number;
  }

  /** The field that is wrong, such as {@code team.parent}. */
  public String field() {
    return field;
  }

  /** The rule that it breaks. */
  public String rule() {
    return rule;
  }
}
