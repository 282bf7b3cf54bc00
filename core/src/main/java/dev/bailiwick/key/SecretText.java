package dev.bailiwick.key;

import static dev.bailiwick.error.InvalidParameter.given;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A secret text: a prefix, a mark of its kind with an id, 256 random bits, and a checksum. A text
 * of one kind is never one of another kind, whatever the prefix is.
 */
final class SecretText {
  /** The kinds of secret texts. */
  enum Kind {
    /** The secret of an API key, such as {@code bwk_42_…}. */
    KEY(""),
    /** The secret of an access token, such as {@code bwk_t42_…}. */
    TOKEN("t");

    private final String mark;
    private final Pattern form;

    Kind(String mark) {
      this.mark = mark;
      this.form =
          Pattern.compile(
              "[a-z]{2,10}_" + mark + "([1-9][0-9]{0,17})_([A-Za-z0-9_-]{43})([A-Za-z0-9_-]{6})");
    }
  }

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final BaseEncoding BASE64 = BaseEncoding.base64Url().omitPadding();
  private static final int SUM = 6;
  private static final int LONGEST = 100;

  private final long id;
  private final String text;

  private SecretText(long id, String text) {
    this.id = id;
    this.text = text;
  }

  static SecretText random(Kind kind, String prefix, long id) {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    String text = given(prefix, "prefix") + "_" + kind.mark + id + "_" + BASE64.encode(bytes);
    return new SecretText(id, text + sum(text));
  }

  /** Returns the secret that a text is; empty if it is none, or was cut or mistyped. */
  static Optional<SecretText> parse(Kind kind, @Nullable String text) {
    if (text == null || text.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher matcher = kind.form.matcher(text);
    String body = text.substring(0, Math.max(0, text.length() - SUM));
    return matcher.matches() && sum(body).equals(matcher.group(3))
        ? Optional.of(new SecretText(Long.parseLong(matcher.group(1)), text))
        : Optional.empty();
  }

  private static String sum(String body) {
    return BASE64.encode(Hashing.sha256().hashString(body, US_ASCII).asBytes()).substring(0, SUM);
  }

  long id() {
    return id;
  }

  String reveal() {
    return text;
  }

  /** Returns the SHA-256 of the secret in hexadecimal, as a store keeps it. */
  String hash() {
    return Hashing.sha256().hashString(text, US_ASCII).toString();
  }

  /** Returns whether a stored hash is that of this secret. Takes the same time for each hash. */
  boolean hasHash(String stored) {
    return MessageDigest.isEqual(
        hash().getBytes(US_ASCII), given(stored, "stored").getBytes(US_ASCII));
  }

  /** Returns a text without the secret. */
  @Override
  public String toString() {
    return "a secret";
  }
}
