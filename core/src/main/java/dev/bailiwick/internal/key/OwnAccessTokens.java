package dev.bailiwick.internal.key;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.KeyUse;
import dev.bailiwick.id.AccessTokenId;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.key.AccessToken;
import dev.bailiwick.key.NoSuchAccessToken;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.StoredToken;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists and ends the access tokens of the actor. */
public final class OwnAccessTokens {
  private OwnAccessTokens() {}

  /** Returns the tokens within the session that are good at this instant. */
  public static ImmutableList<AccessToken> list(Caller caller) {
    return within(caller)
        .filter(token -> isGood(caller, token))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Ends a token.
   *
   * @throws NoSuchAccessToken if it is none of the actor's within the session
   */
  public static boolean revoke(Caller caller, Transaction tx, AccessTokenId id) {
    caller.view().requirePart(Part.KEYS);
    AccessToken found =
        tx.tokens()
            .find(id)
            .map(StoredToken::token)
            .filter(token -> caller.is(token.owner()))
            .filter(token -> reaches(caller.actor(), token))
            .orElseThrow(() -> new NoSuchAccessToken(id));
    tx.tokens().delete(found);
    return true;
  }

  /** Ends every token within the session. */
  public static boolean revokeAll(Caller caller, Transaction tx) {
    ImmutableList<AccessToken> tokens = within(caller).collect(ImmutableList.toImmutableList());
    tokens.forEach(tx.tokens()::delete);
    return true;
  }

  private static Stream<AccessToken> within(Caller caller) {
    View view = caller.view();
    view.requirePart(Part.KEYS);
    return caller.userId().stream()
        .flatMap(
            me ->
                Slices.all(
                    (Slice<AccessTokenId> slice) -> view.tokens().ownedBy(me, slice),
                    AccessToken::id))
        .filter(token -> reaches(caller.actor(), token));
  }

  /**
   * Returns whether a session reaches a token of its user: its own, and those of its key and its
   * org, if it names any.
   */
  private static boolean reaches(Actor actor, AccessToken token) {
    boolean ofKey = actor.key().isEmpty() || key(token.key()).equals(key(actor.key()));
    boolean ofOrg = actor.org().isEmpty() || token.org().equals(actor.org());
    return actor.token().equals(Optional.of(token.id())) || (ofKey && ofOrg);
  }

  private static Optional<ApiKeyId> key(Optional<KeyUse> use) {
    return use.map(KeyUse::key);
  }

  private static boolean isGood(Caller caller, AccessToken token) {
    View view = caller.view();
    return caller.now().isBefore(token.endsAt())
        && Authentication.isKeyGood(view, caller.now(), token)
        && view.users().find(token.owner()).map(User::stamp).equals(Optional.of(token.stamp()));
  }
}
