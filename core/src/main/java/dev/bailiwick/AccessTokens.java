package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.AccessTokenId;
import dev.bailiwick.id.Text;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.key.CreateAccessToken;
import dev.bailiwick.internal.key.OwnAccessTokens;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.key.AccessToken;
import dev.bailiwick.key.IssuedAccessToken;
import dev.bailiwick.key.NoSuchAccessToken;

/**
 * The calls of a user about their own access tokens: short sign-ins for the clients of a host that
 * keeps no sessions of its own. A token ends with the sign-in or the API key for which it was
 * exchanged. The calls have no audit entry, move no revision, and ignore an operation id.
 *
 * <p>Each call throws {@link dev.bailiwick.store.MissingPart} if the store has no part {@link
 * dev.bailiwick.store.Part#KEYS}.
 */
public final class AccessTokens {
  private final Calls calls;

  AccessTokens(Calls calls) {
    this.calls = calls;
  }

  /**
   * Exchanges the sign-in of the session, or its API key, for an access token. In an org, the token
   * is bound to the org. A session of a token gets no other one: there is no refresh.
   *
   * @param name the name for lists, such as that of the device
   * @return the token with its secret, which is nowhere else
   * @throws LimitExceeded if the user has {@link AccessToken#MOST} tokens
   */
  public IssuedAccessToken create(String name) {
    Required.given(name, "name");
    String checked = Text.name(name, "access_token.name");
    return calls.signIn(
        Event.TOKEN_CREATE,
        (caller, tx) -> CreateAccessToken.of(caller, calls.host(), tx, checked));
  }

  /**
   * Returns the user's tokens within the session that are good now, by ascending id: in an org,
   * those that are bound to it, and otherwise all.
   */
  public ImmutableList<AccessToken> mine() {
    return calls.ask(Event.TOKEN_LIST, OwnAccessTokens::list);
  }

  /**
   * Ends a token of the user for good, such as that of the session itself. A session through an API
   * key ends tokens that were exchanged for the key.
   *
   * @throws NoSuchAccessToken if there is no such token within the session
   */
  public void revoke(AccessTokenId token) {
    Required.given(token, "token");
    calls.<Boolean>signIn(
        Event.TOKEN_REVOKE, (caller, tx) -> OwnAccessTokens.revoke(caller, tx, token));
  }

  /** Ends all of the user's tokens within the session for good, also that of the session itself. */
  public void revokeAll() {
    calls.<Boolean>signIn(Event.TOKEN_REVOKE, OwnAccessTokens::revokeAll);
  }
}
