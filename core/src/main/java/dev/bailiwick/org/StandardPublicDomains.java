package dev.bailiwick.org;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import dev.bailiwick.user.EmailDomain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The public suffixes, and the mail providers of the list that is in this artifact. */
final class StandardPublicDomains {
  /** One object: the list is read and parsed once. */
  static final PublicDomains DOMAINS = of(providers());

  private StandardPublicDomains() {}

  private static PublicDomains of(ImmutableSet<EmailDomain> providers) {
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

  private static ImmutableSet<EmailDomain> providers() {
    try {
      String lines =
          Resources.toString(
              Resources.getResource(StandardPublicDomains.class, "public-mail-providers.txt"),
              UTF_8);
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
