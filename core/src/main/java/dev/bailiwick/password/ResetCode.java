package dev.bailiwick.password;

import dev.bailiwick.id.SecretCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The secret code with which a person sets a password. The person gets it by mail, as {@link
 * #secret} returns it. Only the latest code of an account is valid, once and for {@link #LIFETIME}.
 */
public final class ResetCode extends SecretCode {
  /** A code is valid for so long. */
  public static final Duration LIFETIME = Duration.ofMinutes(60);

  private ResetCode(String text) {
    super("reset code", text);
  }

  /**
   * Returns the code that a link holds.
   *
   * @throws dev.bailiwick.error.InvalidParameter if the text is not 43 characters of the URL
   *     alphabet
   */
  public static ResetCode of(@Nullable String text) {
    return new ResetCode(checkedText(text, "reset.code"));
  }

  /** Returns a new random code. */
  public static ResetCode random() {
    return new ResetCode(randomText());
  }
}
