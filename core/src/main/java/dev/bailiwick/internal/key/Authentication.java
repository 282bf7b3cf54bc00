package dev.bailiwick.internal.key;

import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.KeyUse;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.AccessToken;
import dev.bailiwick.key.AccessTokenSecret;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.ApiKeySecret;
import dev.bailiwick.key.NotAuthenticated;
import dev.bailiwick.org.Membership;
import dev.bailiwick.store.KeyRepository.Hashes;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.StoredToken;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.Optional;

/** Finds the actor for whom a secret text acts. */
public final class Authentication {
  private Authentication() {}

  /**
   * Returns the actor.
   *
   * @throws NotAuthenticated if the text is no secret of a key or a token that is good at this
   *     instant
   */
  public static Actor of(View view, Instant now, String text) {
    view.requirePart(Part.KEYS);
    return ApiKeySecret.parse(text)
        .flatMap(secret -> actor(view, now, secret))
        .or(() -> AccessTokenSecret.parse(text).flatMap(secret -> actor(view, now, secret)))
        .orElseThrow(NotAuthenticated::new);
  }

  private static Optional<Actor> actor(View view, Instant now, ApiKeySecret secret) {
    return view.keys()
        .find(secret.key())
        .flatMap(
            key ->
                view.keys()
                    .hashes(secret.key())
                    .flatMap(hashes -> use(key, hashes, secret))
                    .filter(use -> key.admits(use, now))
                    .flatMap(use -> actor(view, key, use)));
  }

  private static Optional<KeyUse> use(ApiKey key, Hashes hashes, ApiKeySecret secret) {
    boolean latest = secret.hasHash(hashes.hash());
    boolean former = hashes.former().filter(secret::hasHash).isPresent();
    return latest
        ? Optional.of(new KeyUse(key.id(), key.rotation()))
        : Optional.of(new KeyUse(key.id(), key.rotation() - 1)).filter(use -> former);
  }

  private static Optional<Actor> actor(View view, ApiKey key, KeyUse use) {
    return signedIn(view, key.owner(), key.org()).map(owner -> owner.through(use));
  }

  private static Optional<Actor> actor(View view, Instant now, AccessTokenSecret secret) {
    return view.tokens()
        .find(secret.token())
        .filter(found -> secret.hasHash(found.hash()))
        .map(StoredToken::token)
        .filter(token -> now.isBefore(token.endsAt()))
        .filter(token -> isKeyGood(view, now, token))
        .flatMap(
            token ->
                signedIn(view, token.owner(), token.org())
                    .filter(owner -> owner.since().equals(Optional.of(token.stamp())))
                    .map(owner -> token.key().map(owner::through).orElse(owner).by(token.id())));
  }

  /** Returns whether a token was exchanged for no key, or for one that is good. */
  static boolean isKeyGood(View view, Instant now, AccessToken token) {
    return token
        .key()
        .map(use -> view.keys().find(use.key()).filter(key -> key.admits(use, now)).isPresent())
        .orElse(true);
  }

  /** Returns a user with a usable account, who is an active member of the org and it is open. */
  private static Optional<Actor> signedIn(View view, UserId id, Optional<OrgId> org) {
    boolean inside =
        org.isEmpty()
            || (view.orgs().membership(org.get(), id).filter(Membership::active).isPresent()
                && view.orgs().suspension(org.get()).isEmpty());
    return view.users()
        .find(id)
        .filter(User::usable)
        .filter(user -> inside)
        .map(user -> Actor.user(user.id()).since(user.stamp()))
        .map(user -> org.map(user::in).orElse(user));
  }
}
