package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.NotFound;
import dev.bailiwick.user.EmailDomain;

/** The domain is no verified domain of the org. */
public final class NoSuchDomain extends NotFound {
  private static final long serialVersionUID = 1L;

  /** Names the domain. */
  public NoSuchDomain(EmailDomain domain) {
    super("the org has no verified domain " + given(domain, "domain"));
  }
}
