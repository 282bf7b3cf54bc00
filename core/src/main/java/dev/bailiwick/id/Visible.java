package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import dev.bailiwick.error.InvalidParameter;
import java.lang.Character.UnicodeScript;
import org.jspecify.annotations.Nullable;

/**
 * The rule that a new name looks different from every other name. A name has no invisible
 * characters, and at least one visible character. Joiners are allowed where a script or an emoji
 * needs them. Names that were stored before the rule keep their form.
 */
public final class Visible {
  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;

  /** The scripts in which a joiner changes how letters are written. */
  private static final ImmutableSet<UnicodeScript> JOINING =
      ImmutableSet.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.NKO,
          UnicodeScript.MANDAIC,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN);

  /**
   * Characters beside those of the category "format" that are displayed as nothing (the property
   * Default_Ignorable_Code_Point of Unicode) or as a blank.
   */
  private static final ImmutableRangeSet<Integer> BLANK =
      ImmutableRangeSet.<Integer>builder()
          .add(Range.singleton(0x034F))
          .add(Range.closed(0x115F, 0x1160))
          .add(Range.closed(0x17B4, 0x17B5))
          .add(Range.closed(0x180B, 0x180F))
          .add(Range.singleton(0x2065))
          .add(Range.singleton(0x2800))
          .add(Range.singleton(0x3164))
          .add(Range.closed(0xFE00, 0xFE0F))
          .add(Range.singleton(0xFFA0))
          .add(Range.closed(0xFFF0, 0xFFF8))
          .add(Range.closed(0xE0000, 0xE0FFF))
          .build();

  private Visible() {}

  /**
   * Returns a name, if it obeys {@link Text#name} and all of its characters are visible.
   *
   * @throws InvalidParameter naming the field otherwise
   */
  public static String name(@Nullable String value, String field) {
    String name = Text.name(value, field);
    int before = ' ';
    boolean seen = false;
    for (int at = 0; at < name.length(); at += Character.charCount(name.codePointAt(at))) {
      int c = name.codePointAt(at);
      InvalidParameter.unless(
          !isInvisible(c) || isNeeded(c, before), field, "must not contain invisible characters");
      seen |= !isInvisible(c) && !Character.isSpaceChar(c) && Character.isDefined(c);
      before = c;
    }
    InvalidParameter.unless(seen, field, "must contain a visible character");
    return name;
  }

  /** Returns whether a text has a format character, an invisible one, or a space of any kind. */
  public static boolean hasGaps(String text) {
    return given(text, "text")
        .codePoints()
        .anyMatch(c -> isInvisible(c) || Character.isSpaceChar(c) || Character.isWhitespace(c));
  }

  private static boolean isInvisible(int c) {
    return c > '~' && (Character.getType(c) == Character.FORMAT || BLANK.contains(c));
  }

  /** Returns whether an invisible character changes how the character before it is written. */
  private static boolean isNeeded(int c, int before) {
    boolean symbol =
        Character.getType(before) == Character.OTHER_SYMBOL
            || Character.getType(before) == Character.MODIFIER_SYMBOL
            || before == 0xFE0F;
    return switch (c) {
      case NON_JOINER -> JOINING.contains(UnicodeScript.of(before));
      case JOINER -> symbol || JOINING.contains(UnicodeScript.of(before));
      case 0xFE0E, 0xFE0F -> symbol && before != 0xFE0F;
      default -> false;
    };
  }
}
