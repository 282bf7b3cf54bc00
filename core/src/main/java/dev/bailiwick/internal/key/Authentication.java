package dev.bailiwick.internal.key;

import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.KeyUse;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.ApiKeySecret;
import dev.bailiwick.key.NotAuthenticated;
import dev.bailiwick.org.Membership;
import dev.bailiwick.store.KeyRepository.Hashes;
import dev.bailiwick.store.Part;
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
   * @throws NotAuthenticated if the text is no secret of a key that is good at this instant
   */
  public static Actor of(View view, Instant now, String text) {
    view.requirePart(Part.KEYS);
    return ApiKeySecret.parse(text)
        .flatMap(secret -> actor(view, now, secret))
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
    boolean inside =
        Kinds.match(
            key.tenant(),
            person -> true,
            org ->
                view.orgs().membership(org, key.owner()).filter(Membership::active).isPresent()
                    && view.orgs().suspension(org).isEmpty());
    return view.users()
        .find(key.owner())
        .filter(User::usable)
        .filter(user -> inside)
        .map(
            user -> {
              Actor owner = Actor.user(user.id()).since(user.stamp()).through(use);
              return key.org().map(owner::in).orElse(owner);
            });
  }
}
