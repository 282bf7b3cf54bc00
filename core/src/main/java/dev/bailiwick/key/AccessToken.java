package dev.bailiwick.key;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.actor.KeyUse;
import dev.bailiwick.id.AccessTokenId;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An access token, without its secret: a short sign-in that was exchanged for a complete sign-in or
 * for an API key, and that ends with it.
 *
 * @param id the id, which is part of the secret text
 * @param owner the user for whom it acts
 * @param org the org to which it is bound; empty for a token of the user's own
 * @param name the name for lists, such as that of the device
 * @param stamp the stamp of the sign-in for which it was exchanged
 * @param key the use of the API key for which it was exchanged, if it was one
 * @param createdAt the instant of the exchange
 * @param endsAt the instant from which it is no good
 */
public record AccessToken(
    AccessTokenId id,
    UserId owner,
    Optional<OrgId> org,
    String name,
    long stamp,
    Optional<KeyUse> key,
    Instant createdAt,
    Instant endsAt) {
  /** The longest lifetime that a host can give to tokens. */
  public static final Duration LONGEST = Duration.ofHours(24);

  /** The greatest number of tokens of one user that have not ended. */
  public static final int MOST = 1_000;

  /** Refuses nulls, and instants that no store can hold. */
  public AccessToken {
    given(id, "access_token.id");
    given(owner, "access_token.owner");
    given(org, "access_token.org");
    given(name, "access_token.name");
    given(key, "access_token.key");
    createdAt =
        Instants.kept(given(createdAt, "access_token.created_at"), "access_token.created_at");
    endsAt = Instants.kept(given(endsAt, "access_token.ends_at"), "access_token.ends_at");
  }

  /**
   * Returns whether the token binds its sessions to one tenant: a token of an org to the org, and
   * one that was exchanged for a key to the tenant of the key. With any other token, its user acts
   * in each of their orgs.
   */
  public boolean isBound() {
    return org.isPresent() || key.isPresent();
  }
}
