package dev.bailiwick.internal.call;

import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.AccessTokenId;
import dev.bailiwick.key.AccessToken;
import dev.bailiwick.store.View;
import java.time.Instant;
import java.util.Optional;

/** The rule by which an access token is good for an actor. */
final class TokenCheck {
  private TokenCheck() {}

  /**
   * Returns whether the actor names no token, or one that is theirs, has not ended, and was
   * exchanged for the sign-in and the key of the actor. A bound token is good in its org alone.
   */
  static boolean admits(View view, Actor actor, Instant now) {
    Optional<AccessTokenId> named = actor.token();
    return named.isEmpty()
        || view.tokens()
            .find(named.get())
            .filter(found -> isOf(found.token(), actor, now))
            .isPresent();
  }

  private static boolean isOf(AccessToken token, Actor actor, Instant now) {
    return now.isBefore(token.endsAt())
        && actor.user().equals(Optional.of(token.owner()))
        && actor.since().equals(Optional.of(token.stamp()))
        && actor.key().equals(token.key())
        && (!token.isBound() || actor.org().equals(token.org()));
  }
}
