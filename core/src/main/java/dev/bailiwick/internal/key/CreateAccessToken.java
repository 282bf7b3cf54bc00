package dev.bailiwick.internal.key;

import dev.bailiwick.actor.Actor;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.AccessTokenId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.key.AccessToken;
import dev.bailiwick.key.AccessTokenSecret;
import dev.bailiwick.key.IssuedAccessToken;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.StoredToken;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Optional;

/**
 * Exchanges a complete sign-in, or an API key, for an access token. It holds the lock of the user,
 * under which the account and its memberships change, and moves no revision.
 */
public final class CreateAccessToken {
  private CreateAccessToken() {}

  /**
   * Stores a token for the actor of a call.
   *
   * @param name the name for lists
   * @throws dev.bailiwick.access.NoPermission if the actor is not a user, or is signed in by a
   *     token already
   * @throws NoSuchOrg if the actor names an org in which they are no active member
   * @throws LimitExceeded if the user has too many tokens
   */
  public static IssuedAccessToken of(Caller caller, Host host, Transaction tx, String name) {
    tx.requirePart(Part.KEYS);
    Actor actor = caller.inUse().actor();
    if (actor.user().isEmpty() || actor.token().isPresent()) {
      throw caller.refused("a user with a complete sign-in or an API key");
    }
    UserId owner = actor.user().get();
    Optional<OrgId> org = actor.org();
    org.ifPresent(caller::requireOpen);
    if (org.filter(in -> !caller.isMember(in)).isPresent()) {
      throw new NoSuchOrg(org.get());
    }
    Instant now = caller.now();
    tx.tokens().deleteEnded(owner, now);
    if (tx.tokens().count(owner) >= AccessToken.MOST) {
      throw new LimitExceeded("access tokens of one user", AccessToken.MOST);
    }
    AccessTokenId id = new AccessTokenId(tx.nextId());
    AccessTokenSecret secret = AccessTokenSecret.random(host.keyLimits().prefix(), id);
    long stamp = tx.users().find(owner).map(User::stamp).orElseThrow();
    AccessToken token =
        new AccessToken(
            id, owner, org, name, stamp, actor.key(), now, now.plus(host.tokenLifetime()));
    tx.tokens().add(new StoredToken(token, secret.hash()));
    return new IssuedAccessToken(token, secret);
  }
}
