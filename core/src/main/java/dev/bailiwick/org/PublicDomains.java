package dev.bailiwick.org;

import dev.bailiwick.user.EmailDomain;

/**
 * The domains in which anybody can get an address. They cannot be the verified domain of an org,
 * since each of their addresses would then be an address of the org.
 */
@FunctionalInterface
public interface PublicDomains {
  /** Returns whether anybody can get an address in a domain. */
  boolean contains(EmailDomain domain);

  /**
   * Returns the public suffixes of the list in Guava, and the well-known public mail providers with
   * their subdomains. A host that knows more of them combines this with {@link #or}.
   */
  static PublicDomains standard() {
    return StandardPublicDomains.DOMAINS;
  }

  /** Returns the domains that are in this list or in another one. */
  default PublicDomains or(PublicDomains other) {
    return domain -> contains(domain) || other.contains(domain);
  }
}
