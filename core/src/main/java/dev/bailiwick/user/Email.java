package dev.bailiwick.user;

import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.Visible;
import org.jspecify.annotations.Nullable;

/**
 * An email address in its one form: NFC, then lower case by the root locale, with the domain as DNS
 * has it ({@code xn--}). Two addresses are the same if their forms are equal, code point by code
 * point. No further folding is done ({@code mıke@} is not {@code mike@}).
 *
 * <p>Refused are spellings with a display name, comments, quotes, spaces or invisible characters,
 * and addresses at an IP address or without a top-level domain. A domain whose Unicode form has
 * several readings ({@code straße.example}) is accepted in its {@code xn--} form only.
 */
public final class Email implements Comparable<Email> {
  private static final EmailValidator VALID =
      JMail.strictValidator().disallowQuotedIdentifiers().disallowObsoleteWhitespace();

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
    String canonical = canonical(spelling);
    InvalidParameter.unless(
        !Visible.hasGaps(canonical), "email", "must not contain spaces or invisible characters");
    int at = canonical.lastIndexOf('@');
    String address =
        at < 0
            ? canonical
            : canonical.substring(0, at + 1)
                + EmailDomain.dnsForm(canonical.substring(at + 1), "email");
    InvalidParameter.unless(
        address.length() <= Limits.NAME_LENGTH
            && VALID.tryParse(address).filter(parsed -> isBare(parsed, address)).isPresent(),
        "email",
        "must be an address");
    return new Email(address);
  }

  /**
   * Returns an address that a store holds. An address that was stored before the present rules of
   * {@link #of} keeps its form.
   *
   * @throws InvalidParameter if the text is not in the canonical form that every version wrote
   */
  public static Email ofStored(String address) {
    InvalidParameter.unless(
        address.equals(canonical(address)) && JMail.strictValidator().isValid(address),
        "email",
        "must be an address in canonical form");
    return new Email(address);
  }

  /** Returns whether {@link #of} accepts the address as it is written here. */
  public boolean isPresentForm() {
    try {
      return of(address).equals(this);
    } catch (InvalidParameter refused) {
      return false;
    }
  }

  private static String canonical(@Nullable String spelling) {
    String address = Text.canonical(Text.name(spelling, "email"));
    InvalidParameter.unless(
        address.length() <= Limits.NAME_LENGTH,
        "email",
        "must be an address of at most " + Limits.NAME_LENGTH + " characters");
    // Beyond ASCII, a canonical form can break the rules that the spelling obeys.
    Text.name(address, "email");
    InvalidParameter.unless(address.equals(Text.canonical(address)), "email", "must be an address");
    return address;
  }

  /** Returns whether an address is nothing but a local part without quotes, and a domain. */
  private static boolean isBare(com.sanctionco.jmail.Email parsed, String address) {
    return address.equals(parsed.localPartWithoutComments() + "@" + parsed.domainWithoutComments())
        && address.indexOf('"') < 0;
  }

  /** Returns the canonical form. */
  public String address() {
    return address;
  }

  /** Returns the part after the last {@code @}. */
  public String domain() {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  /**
   * Returns the mailbox of the address: the address without the part from a {@code +} to the
   * {@code @}. It never identifies an account; two accounts can have addresses of one mailbox.
   */
  public String mailbox() {
    int at = address.lastIndexOf('@');
    int plus = address.indexOf('+');
    return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
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
