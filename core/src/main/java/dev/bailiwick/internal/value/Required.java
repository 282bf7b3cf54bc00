package dev.bailiwick.internal.value;

import com.google.common.collect.Lists;
import dev.bailiwick.error.InvalidParameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a host has passed every required argument, even if its compiler does not check for
 * nulls.
 */
public final class Required {
  private Required() {}

  /**
   * Checks that a value was passed.
   *
   * @throws InvalidParameter if it was not
   */
  public static void given(@Nullable Object value, String field) {
    InvalidParameter.given(value, field);
  }

  /** As {@link #given(Object, String)}, for two values. */
  public static void given(@Nullable Object a, String fieldA, @Nullable Object b, String fieldB) {
    given(a, fieldA);
    given(b, fieldB);
  }

  /** As {@link #given(Object, String)}, for three values. */
  public static void given(
      @Nullable Object a,
      String fieldA,
      @Nullable Object b,
      String fieldB,
      @Nullable Object c,
      String fieldC) {
    given(a, fieldA, b, fieldB);
    given(c, fieldC);
  }

  /**
   * Checks that a list was passed, and that no element of it is null.
   *
   * @throws InvalidParameter if the list or an element is null
   */
  public static void each(@Nullable Collection<?> values, String field) {
    InvalidParameter.each(values, field);
  }

  /** The array as a list, checked as {@link #each}. */
  public static <T> List<T> list(T @Nullable [] values, String field) {
    return Arrays.asList(InvalidParameter.each(values, field));
  }

  /** The first value and the others as a list, checked as {@link #each}. */
  public static <T> List<T> list(@Nullable T first, T @Nullable [] more, String field) {
    return Lists.asList(InvalidParameter.given(first, field), InvalidParameter.each(more, field));
  }
}
