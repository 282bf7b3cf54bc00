package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.base.CharMatcher;
import com.google.common.net.InternetDomainName;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Text;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The domain of email addresses in its one form: lower case, as DNS has it ({@code xn--}). Domains
 * are compared whole: {@code mail.acme.com} is not {@code acme.com}.
 */
public final class EmailDomain implements Comparable<EmailDomain> {
  private static final String PARAMETER = "domain";

  private final String name;

  private EmailDomain(String name) {
    this.name = name;
  }

  /**
   * Returns a domain that is given in any spelling.
   *
   * @throws InvalidParameter if the text is not a domain below a top-level domain
   */
  public static EmailDomain of(@Nullable String spelling) {
    String name = dnsForm(Text.canonical(Text.name(spelling, PARAMETER)), PARAMETER);
    InvalidParameter.unless(
        InternetDomainName.isValid(name) && InternetDomainName.from(name).hasParent(),
        PARAMETER,
        "must be a domain such as acme.com");
    InvalidParameter.unless(!name.endsWith("."), PARAMETER, "must not end with a dot");
    return new EmailDomain(name);
  }

  /** Returns a canonical domain in the form of DNS. */
  static String dnsForm(String domain, String parameter) {
    if (CharMatcher.ascii().matchesAllOf(domain)) {
      return domain;
    }
    String ascii = ascii(domain, parameter);
    // The older rules of java.net.IDN fold some letters that the present rules keep apart.
    InvalidParameter.unless(
        IDN.toUnicode(ascii, IDN.USE_STD3_ASCII_RULES).equals(domain),
        parameter,
        "must have a domain with one reading, or in its xn-- form");
    return ascii;
  }

  private static String ascii(String domain, String parameter) {
    try {
      return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException refused) {
      throw new InvalidParameter(parameter, "must have a domain that DNS can hold");
    }
  }

  /** Returns the canonical form. */
  public String name() {
    return name;
  }

  /** Returns whether an address is directly of this domain. */
  public boolean has(Email email) {
    return given(email, "email").domain().equals(name);
  }

  /**
   * Returns whether registries sell names below this domain, by the list of Guava: {@code com},
   * {@code co.uk}, {@code github.io}.
   */
  public boolean isPublicSuffix() {
    InternetDomainName domain = InternetDomainName.from(name);
    return domain.isPublicSuffix() || domain.isRegistrySuffix();
  }

  /** Returns the domain above this one; empty for one that is directly below a top-level domain. */
  public Optional<EmailDomain> parent() {
    InternetDomainName above = InternetDomainName.from(name).parent();
    return Optional.of(above)
        .filter(InternetDomainName::hasParent)
        .map(domain -> new EmailDomain(domain.toString()));
  }

  /** Compares by the canonical form. */
  @Override
  public int compareTo(EmailDomain other) {
    return Text.ORDER.compare(name, other.name);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EmailDomain that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Returns the canonical form. */
  @Override
  public String toString() {
    return name;
  }
}
