package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.bailiwick.error.InvalidParameter;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secret code of a link in a mail: 256 random bits, 43 characters of the URL alphabet. A store
 * keeps its SHA-256 only.
 */
public abstract class SecretCode extends Secret {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final BaseEncoding BASE64 = BaseEncoding.base64Url().omitPadding();
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  /**
   * Keeps a code.
   *
   * @param kind the text that is shown in place of the code
   * @param text the code
   */
  protected SecretCode(String kind, String text) {
    super(kind, text);
  }

  /** Returns the text of a new random code. */
  protected static String randomText() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return BASE64.encode(bytes);
  }

  /**
   * Returns a text that a link holds.
   *
   * @throws InvalidParameter if the text is not 43 characters of the URL alphabet
   */
  protected static String checkedText(@Nullable String text, String parameter) {
    if (text == null || !FORM.matcher(text).matches()) {
      throw new InvalidParameter(parameter, "must be 43 characters of the URL alphabet");
    }
    return text;
  }

  /** Returns the SHA-256 of the code in hexadecimal, as a store keeps it. */
  public String hash() {
    return hashWith("");
  }

  /** Returns the SHA-256 of the code and a text in hexadecimal: the code counts for this text. */
  public String hashWith(String text) {
    return Hashing.sha256().hashString(secret() + given(text, "text"), UTF_8).toString();
  }
}
