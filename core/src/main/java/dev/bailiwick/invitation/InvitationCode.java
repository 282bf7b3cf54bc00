package dev.bailiwick.invitation;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.SecretCode;
import org.jspecify.annotations.Nullable;

/**
 * The secret code of an invitation. The person gets it by mail, as {@link #secret} returns it. Only
 * the latest code of an invitation is valid.
 */
public final class InvitationCode extends SecretCode {
  private InvitationCode(String text) {
    super("invitation code", text);
  }

  /**
   * Returns the code that a link holds.
   *
   * @throws InvalidParameter if the text is not 43 characters of the URL alphabet
   */
  public static InvitationCode of(@Nullable String text) {
    return new InvitationCode(checkedText(text, "invitation.code"));
  }

  /** Returns a new random code. */
  public static InvitationCode random() {
    return new InvitationCode(randomText());
  }
}
