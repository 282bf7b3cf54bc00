package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Utf8;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.error.InvalidParameter;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules that every text which enters the domain obeys: well-formed UTF-16, no control
 * characters, no characters that reverse the direction of the text around them, bounded length.
 */
public final class Text {
  /** Code-point order, which is the order of the UTF-8 bytes: the order of every list of texts. */
  public static final Comparator<String> ORDER = Text::compare;

  private Text() {}

  /** A short text that must be there: no blank ends, 1 to {@link Limits#NAME_LENGTH} long. */
  public static String name(@Nullable String value, String field) {
    String text = checked(value, field, Limits.NAME_LENGTH, false);
    InvalidParameter.unless(!text.isEmpty(), field, "must not be empty");
    InvalidParameter.unless(text.equals(text.strip()), field, "must not begin or end with a blank");
    return text;
  }

  /** A longer text, which may be empty and have several lines. */
  public static String text(@Nullable String value, String field) {
    return checked(value, field, Limits.TEXT_LENGTH, true);
  }

  /**
   * An identifier that a host or another system chose: kept byte for byte, blanks included, 1 to
   * {@link Limits#ID_BYTES} bytes of UTF-8, without NUL and unpaired surrogates.
   */
  public static String id(@Nullable String text, String field) {
    String value = given(text, field);
    InvalidParameter.unless(!value.isEmpty(), field, "must not be empty");
    // Every UTF-16 unit takes at least one byte, so a huge text is refused before it is walked.
    InvalidParameter.unless(
        value.length() <= Limits.ID_BYTES,
        field,
        "must be at most " + Limits.ID_BYTES + " bytes of UTF-8");
    if (isPlain(value)) {
      return value;
    }
    wellFormed(value, field);
    InvalidParameter.unless(value.indexOf('\0') < 0, field, "must not contain NUL");
    InvalidParameter.unless(
        Utf8.encodedLength(value) <= Limits.ID_BYTES,
        field,
        "must be at most " + Limits.ID_BYTES + " bytes of UTF-8");
    return value;
  }

  /** The form under which two spellings of a name are the same: NFC, lower case, root locale. */
  public static String canonical(String name) {
    if (isPlain(given(name, "name"))) {
      return name.toLowerCase(Locale.ROOT);
    }
    String lower = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(lower, Normalizer.Form.NFC);
  }

  /** Tags: names, without repetition, in code-point order. */
  public static ImmutableSortedSet<String> tags(Iterable<String> tags, String field) {
    var checked = ImmutableSortedSet.orderedBy(ORDER);
    given(tags, field).forEach(tag -> checked.add(name(tag, field)));
    ImmutableSortedSet<String> result = checked.build();
    InvalidParameter.unless(
        result.size() <= Limits.ENTRIES, field, "must be at most " + Limits.ENTRIES + " entries");
    return result;
  }

  /** The open attributes of a user, org or team: names to texts, a bounded number of them. */
  public static ImmutableMap<String, String> attributes(Map<String, String> attributes) {
    InvalidParameter.unless(
        given(attributes, "attributes").size() <= Limits.ENTRIES,
        "attributes",
        "must be at most " + Limits.ENTRIES);
    attributes.forEach(
        (key, value) -> {
          name(key, "attributes");
          text(value, "attributes");
        });
    return ImmutableMap.copyOf(attributes);
  }

  private static String checked(
      @Nullable String text, String field, int longest, boolean severalLines) {
    String value = given(text, field);
    if (value.length() <= longest && isPlain(value)) {
      return value;
    }
    InvalidParameter.unless(
        value.length() <= 2 * longest && value.codePointCount(0, value.length()) <= longest,
        field,
        "must be at most " + longest + " characters");
    wellFormed(value, field);
    InvalidParameter.unless(
        value.codePoints().noneMatch(c -> forbidden(c, severalLines)),
        field,
        "must not contain control or direction-changing characters");
    return value;
  }

  /** Returns whether all characters are printable ASCII: each is one byte long and permitted. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static void wellFormed(String value, String field) {
    InvalidParameter.unless(
        UTF_8.newEncoder().canEncode(value), field, "must not contain an unpaired surrogate");
  }

  private static boolean forbidden(int c, boolean severalLines) {
    if (severalLines && (c == '\n' || c == '\r' || c == '\t')) {
      return false;
    }
    return Character.isISOControl(c)
        || c == 0x061C
        || (c >= 0x200E && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // Surrogates sort above every other unit, as the code points that they stand for do.
        boolean xs = Character.isSurrogate(x);
        boolean ys = Character.isSurrogate(y);
        return xs == ys ? Character.compare(x, y) : (xs ? 1 : -1);
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
