package dev.bailiwick.invitation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.bailiwick.error.InvalidParameter;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secret code of an invitation: 256 random bits, 43 characters of the URL alphabet. The person
 * gets it by mail. Only the latest code of an invitation is valid. The store keeps only its
 * SHA-256, and {@link #toString} does not show it.
 */
public final class InvitationCode {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final BaseEncoding BASE64 = BaseEncoding.base64Url().omitPadding();
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final String text;

  private InvitationCode(String text) {
    this.text = text;
  }

  /**
   * Returns the code that a link holds.
   *
   * @throws InvalidParameter if the text is not 43 characters of the URL alphabet
   */
  public static InvitationCode of(@Nullable String text) {
    if (text == null || !FORM.matcher(text).matches()) {
      throw new InvalidParameter("invitation.code", "must be the code of an invitation");
    }
    return new InvitationCode(text);
  }

  /** Returns a new random code. */
  public static InvitationCode random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new InvitationCode(BASE64.encode(bytes));
  }

  /** Returns the secret, for the link in the mail. */
  public String secret() {
    return text;
  }

  /** Returns the SHA-256 of the secret in hexadecimal, as a store keeps it. */
  public String hash() {
    return Hashing.sha256().hashString(text, US_ASCII).toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InvitationCode that && hash().equals(that.hash());
  }

  @Override
  public int hashCode() {
    return hash().hashCode();
  }

  /** Returns a text without the secret. */
  @Override
  public String toString() {
    return "invitation code";
  }
}
