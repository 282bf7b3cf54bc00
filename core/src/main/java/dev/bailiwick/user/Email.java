package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import com.sanctionco.jmail.JMail;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.Text;
import org.jspecify.annotations.Nullable;

/**
 * An email address in its canonical form: NFC, then lower case by the root locale, the whole
 * address. Two addresses are the same when these are the same, code point by code point; none is
 * folded any further ({@code mıke@} is not {@code mike@}).
 */
public record Email(String address) implements Comparable<Email> {
  /** Refuses what is no address, or not in canonical form. */
  public Email {
    InvalidParameter.unless(
        given(address, "email").length() <= Limits.NAME_LENGTH,
        "email",
        "must be an address of at most " + Limits.NAME_LENGTH + " characters");
    Text.name(address, "email");
    InvalidParameter.unless(
        address.equals(Text.canonical(address)) && JMail.strictValidator().isValid(address),
        "email",
        "must be an address");
  }

  /**
   * The address in any spelling.
   *
   * @throws InvalidParameter if it is no address
   */
  public static Email of(@Nullable String spelling) {
    String text = Text.name(spelling, "email");
    return new Email(Text.canonical(text));
  }

  /** What stands behind the last {@code @}. */
  public String domain() {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  @Override
  public int compareTo(Email other) {
    return Text.ORDER.compare(address, other.address);
  }

  @Override
  public String toString() {
    return address;
  }
}
