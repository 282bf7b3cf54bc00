package dev.bailiwick.user;

import com.sanctionco.jmail.JMail;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.Text;
import org.jspecify.annotations.Nullable;

/**
 * An email address in its canonical form: NFC, then lower case by the root locale, the whole
 * address. Two addresses are the same if their canonical forms are equal, code point by code point.
 * No further folding is done ({@code mıke@} is not {@code mike@}).
 */
public final class Email implements Comparable<Email> {
  private final String address;

  private Email(String address) {
    this.address = address;
  }

  /**
   * Returns an address that is given in any spelling.
   *
   * @throws InvalidParameter if the text is not an address
   */
  public static Email of(@Nullable String spelling) {
    String address = Text.canonical(Text.name(spelling, "email"));
    InvalidParameter.unless(
        address.length() <= Limits.NAME_LENGTH,
        "email",
        "must be an address of at most " + Limits.NAME_LENGTH + " characters");
    // Beyond ASCII, a canonical form can break the rules that the spelling obeys.
    Text.name(address, "email");
    InvalidParameter.unless(
        address.equals(Text.canonical(address)) && JMail.strictValidator().isValid(address),
        "email",
        "must be an address");
    return new Email(address);
  }

  /** Returns the canonical form. */
  public String address() {
    return address;
  }

  /** Returns the part after the last {@code @}. */
  public String domain() {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  /** Compares by the canonical form, in code-point order. */
  @Override
  public int compareTo(Email other) {
    return Text.ORDER.compare(address, other.address);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Email that && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }

  @Override
  public String toString() {
    return address;
  }
}
