package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableSetMultimap;
import dev.bailiwick.id.Text;

/**
 * The identity providers that a host trusts to say that an address is verified, each for some
 * domains only: a customer's provider can assert any address in the world.
 */
public final class TrustedIssuers {
  private static final TrustedIssuers NONE = new TrustedIssuers(ImmutableSetMultimap.of());

  private final ImmutableSetMultimap<String, EmailDomain> domains;

  private TrustedIssuers(ImmutableSetMultimap<String, EmailDomain> domains) {
    this.domains = domains;
  }

  /** Trusts no provider. */
  public static TrustedIssuers none() {
    return NONE;
  }

  /**
   * Returns the same and one more provider.
   *
   * @param issuer the issuer of {@link ExternalIdentity}, compared exactly
   * @param domains the domains of the addresses for which the provider is trusted, compared whole
   */
  public TrustedIssuers and(String issuer, EmailDomain... domains) {
    Text.name(issuer, "issuer");
    ImmutableSetMultimap.Builder<String, EmailDomain> all = ImmutableSetMultimap.builder();
    all.putAll(this.domains);
    for (EmailDomain domain : given(domains, "domains")) {
      all.put(issuer, given(domain, "domains"));
    }
    return new TrustedIssuers(all.build());
  }

  /** Returns whether the issuer of an identity is trusted for an address. */
  public boolean covers(ExternalIdentity identity, Email email) {
    given(email, "email");
    return domains.get(given(identity, "identity").issuer()).stream()
        .anyMatch(domain -> domain.has(email));
  }
}
