package dev.bailiwick.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value that the caller passed breaks a rule of its field. Nothing was changed. */
public final class InvalidParameter extends BailiwickException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;

  /** Names the field (as a developer writes it) and the rule that it breaks. */
  public InvalidParameter(String field, String rule) {
    super(field + ": " + rule);
    this.field = given(field, "field");
    this.rule = given(rule, "rule");
  }

  /** The field that is wrong, such as {@code email} or {@code page.size}. */
  public String field() {
    return field;
  }

  /** The rule that the value breaks, such as {@code must not be empty}. */
  public String rule() {
    return rule;
  }

  /** Throws for {@code field} unless {@code holds} is true. */
  public static void unless(boolean holds, String field, String rule) {
    if (!holds) {
      throw new InvalidParameter(field, rule);
    }
  }

  /**
   * Returns a required value. Every null that a host passes is refused by this rule.
   *
   * @throws InvalidParameter if it is null
   */
  public static <T> T given(@Nullable T value, String field) {
    if (value == null) {
      throw new InvalidParameter(field, "must not be null");
    }
    return value;
  }

  /**
   * Returns a required list, if no element of it is null.
   *
   * @throws InvalidParameter if the list or an element is null
   */
  public static <C extends Iterable<?>> C each(@Nullable C values, String field) {
    C list = given(values, field);
    list.forEach(value -> given(value, field));
    return list;
  }

  /** As {@link #each(Iterable, String)}, for the elements of an array. */
  public static <T> T[] each(T @Nullable [] values, String field) {
    T[] array = given(values, field);
    for (T value : array) {
      given(value, field);
    }
    return array;
  }

  /** As {@link #each(Iterable, String)}, for the keys and values of a map. */
  public static <M extends Map<?, ?>> M each(@Nullable M values, String field) {
    M map = given(values, field);
    map.forEach(
        (key, value) -> {
          given(key, field);
          given(value, field);
        });
    return map;
  }
}
