package dev.bailiwick.password;

import static dev.bailiwick.error.InvalidParameter.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Secret;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A password as a person typed it, in Unicode's form NFC: the same password is recognised whether a
 * keyboard composes its accents or not. Nothing else is changed or cut off. The smallest length is
 * a matter of the {@link PasswordPolicy}.
 */
public final class Password extends Secret {
  /** The greatest length in code points, in form NFC. */
  public static final int LONGEST = 1_000;

  private Password(String text) {
    super("password", text);
  }

  /**
   * Returns a password in form NFC. A text of more than four times {@link #LONGEST} characters is
   * refused before it is normalised.
   *
   * @throws InvalidParameter if the text is empty or longer than {@link #LONGEST} code points, or
   *     contains control characters or an unpaired surrogate
   */
  public static Password of(@Nullable String typed) {
    String text = given(typed, "password");
    requireLength(!text.isEmpty() && text.length() <= 4 * LONGEST);
    InvalidParameter.unless(
        UTF_8.newEncoder().canEncode(text), "password", "must not contain an unpaired surrogate");
    InvalidParameter.unless(
        text.codePoints().noneMatch(Character::isISOControl),
        "password",
        "must not contain control characters");
    Password password = new Password(Normalizer.normalize(text, Normalizer.Form.NFC));
    requireLength(password.length() <= LONGEST);
    return password;
  }

  private static void requireLength(boolean holds) {
    InvalidParameter.unless(holds, "password", "must be 1 to " + LONGEST + " characters");
  }

  /** Returns the number of code points. */
  public int length() {
    return secret().codePointCount(0, secret().length());
  }

  /** Returns the password in lower case, as the entries of a blocklist are compared. */
  public String folded() {
    return fold(secret());
  }

  /** Returns a text in form NFC and in lower case. */
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
