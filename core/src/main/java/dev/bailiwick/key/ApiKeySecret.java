package dev.bailiwick.key;

import static dev.bailiwick.error.InvalidParameter.given;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.bailiwick.id.ApiKeyId;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secret text of an API key: a prefix, the id of the key, 256 random bits, and a checksum, such
 * as {@code bwk_42_…}. It is shown once. The store keeps only its SHA-256, and {@link #toString}
 * does not show it.
 */
public final class ApiKeySecret {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final BaseEncoding BASE64 = BaseEncoding.base64Url().omitPadding();
  private static final int SUM = 6;
  private static final Pattern FORM =
      Pattern.compile("[a-z]{2,10}_([1-9][0-9]{0,17})_([A-Za-z0-9_-]{43})([A-Za-z0-9_-]{6})");

  private final ApiKeyId key;
  private final String text;

  private ApiKeySecret(ApiKeyId key, String text) {
    this.key = key;
    this.text = text;
  }

  /** Returns a new random secret of a key. */
  public static ApiKeySecret random(String prefix, ApiKeyId key) {
    given(prefix, "prefix");
    given(key, "key");
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    String text = prefix + "_" + key.value() + "_" + BASE64.encode(bytes);
    return new ApiKeySecret(key, text + sum(text));
  }

  /** Returns the secret that a text is; empty if it is none, or was cut or mistyped. */
  public static Optional<ApiKeySecret> parse(@Nullable String text) {
    if (text == null || text.length() > 100) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(text);
    String body = text.substring(0, Math.max(0, text.length() - SUM));
    return matcher.matches() && sum(body).equals(matcher.group(3))
        ? Optional.of(new ApiKeySecret(new ApiKeyId(Long.parseLong(matcher.group(1))), text))
        : Optional.empty();
  }

  private static String sum(String body) {
    return BASE64.encode(Hashing.sha256().hashString(body, US_ASCII).asBytes()).substring(0, SUM);
  }

  /** Returns the id of the key. */
  public ApiKeyId key() {
    return key;
  }

  /** Returns the secret text, for its holder alone. */
  public String reveal() {
    return text;
  }

  /** Returns the SHA-256 of the secret in hexadecimal, as a store keeps it. */
  public String hash() {
    return Hashing.sha256().hashString(text, US_ASCII).toString();
  }

  /** Returns whether a stored hash is that of this secret. Takes the same time for each hash. */
  public boolean hasHash(String stored) {
    return MessageDigest.isEqual(
        hash().getBytes(US_ASCII), given(stored, "stored").getBytes(US_ASCII));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApiKeySecret that && hasHash(that.hash());
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** Returns a text without the secret. */
  @Override
  public String toString() {
    return "secret of " + key;
  }
}
