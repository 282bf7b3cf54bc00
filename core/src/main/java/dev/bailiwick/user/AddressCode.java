package dev.bailiwick.user;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.SecretCode;
import org.jspecify.annotations.Nullable;

/**
 * The secret code that proves an address. It is sent to the address, as {@link #secret} returns it,
 * and counts once, in a session of the account that asked for it.
 */
public final class AddressCode extends SecretCode {
  private AddressCode(String text) {
    super("address code", text);
  }

  /**
   * Returns the code that a link holds.
   *
   * @throws InvalidParameter if the text is not 43 characters of the URL alphabet
   */
  public static AddressCode of(@Nullable String text) {
    return new AddressCode(checkedText(text, "address.code"));
  }

  /** Returns a new random code. */
  public static AddressCode random() {
    return new AddressCode(randomText());
  }
}
