package dev.bailiwick.password;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secret code with which a person sets a password: 256 random bits, 43 characters of the URL
 * alphabet. The person gets it by mail, as {@link #secret} returns it. Only the latest code of an
 * account is valid, once and for {@link #LIFETIME}. The store keeps only its SHA-256.
 */
public final class ResetCode extends Secret {
  /** A code is valid for so long. */
  public static final Duration LIFETIME = Duration.ofMinutes(60);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final BaseEncoding BASE64 = BaseEncoding.base64Url().omitPadding();
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  private ResetCode(String text) {
    super("reset code", text);
  }

  /**
   * Returns the code that a link holds.
   *
   * @throws InvalidParameter if the text is not 43 characters of the URL alphabet
   */
  public static ResetCode of(@Nullable String text) {
    if (text == null || !FORM.matcher(text).matches()) {
      throw new InvalidParameter("reset.code", "must be the code of a mail");
    }
    return new ResetCode(text);
  }

  /** Returns a new random code. */
  public static ResetCode random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new ResetCode(BASE64.encode(bytes));
  }

  /** Returns the SHA-256 of the secret in hexadecimal, as a store keeps it. */
  public String hash() {
    return Hashing.sha256().hashString(secret(), US_ASCII).toString();
  }
}
