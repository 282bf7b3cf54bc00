package dev.bailiwick.error;

import static java.util.Objects.requireNonNull;

/** A value that the caller passed breaks a rule of its field. Nothing was changed. */
public final class InvalidParameter extends BailiwickException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;

  /** Names the field (as a developer writes it) and the rule that it breaks. */
  public InvalidParameter(String field, String rule) {
    super(field + ": " + rule);
    this.field = requireNonNull(field);
    this.rule = requireNonNull(rule);
  }

  /** The field that is wrong, such as {@code email} or {@code page.size}. */
  public String field() {
    return field;
  }

  /** The rule that the value breaks, such as {@code must not be empty}. */
  public String rule() {
    return rule;
  }

  /** Throws for {@code field} unless {@code holds}. */
  public static void unless(boolean holds, String field, String rule) {
    if (!holds) {
      throw new InvalidParameter(field, rule);
    }
  }
}
