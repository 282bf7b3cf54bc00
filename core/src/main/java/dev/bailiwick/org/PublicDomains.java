package dev.bailiwick.org;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import dev.bailiwick.user.EmailDomain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

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
    ImmutableSet<EmailDomain> providers = providers();
    return domain -> {
      boolean found = domain.isPublicSuffix();
      for (Optional<EmailDomain> at = Optional.of(domain);
          at.isPresent() && !found;
          at = at.get().parent()) {
        found = providers.contains(at.get());
      }
      return found;
    };
  }

  /** Returns the domains that are in this list or in another one. */
  default PublicDomains or(PublicDomains other) {
    return domain -> contains(domain) || other.contains(domain);
  }

  private static ImmutableSet<EmailDomain> providers() {
    try {
      String lines =
          Resources.toString(
              Resources.getResource(PublicDomains.class, "public-mail-providers.txt"), UTF_8);
      return Splitter.on('\n')
          .trimResults()
          .omitEmptyStrings()
          .splitToStream(lines)
          .filter(line -> !line.startsWith("#"))
          .map(EmailDomain::of)
          .collect(ImmutableSet.toImmutableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
