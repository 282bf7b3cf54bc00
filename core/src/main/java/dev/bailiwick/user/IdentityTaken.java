package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.Conflict;

/** Another account has the external identity. */
public final class IdentityTaken extends Conflict {
  private static final long serialVersionUID = 1L;

  private final String issuer;
  private final String subject;

  /** Names the identity. */
  public IdentityTaken(ExternalIdentity identity) {
    super("another account has this identity of " + given(identity, "identity").issuer());
    this.issuer = identity.issuer();
    this.subject = identity.subject();
  }

  /** The identity. */
  public ExternalIdentity identity() {
    return new ExternalIdentity(issuer, subject);
  }
}
