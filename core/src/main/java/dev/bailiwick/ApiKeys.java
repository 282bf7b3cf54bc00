package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.key.CreateApiKey;
import dev.bailiwick.internal.key.ListApiKeys;
import dev.bailiwick.internal.key.RenameApiKey;
import dev.bailiwick.internal.key.RevokeApiKey;
import dev.bailiwick.internal.key.RotateApiKey;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.IssuedApiKey;
import dev.bailiwick.key.KeyLimits;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.key.NoSuchApiKey;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import java.time.Duration;

/**
 * The questions and changes of an actor about API keys. A key acts for its owner in one org, or in
 * the owner's own tenant. It ends with the owner's membership, with {@link Users#signOutEverywhere}
 * and at its end; while the owner's account cannot be used, neither can the key.
 *
 * <p>Each call throws {@link dev.bailiwick.store.MissingPart} if the store has no part {@link
 * dev.bailiwick.store.Part#KEYS}.
 */
public final class ApiKeys {
  private final Calls calls;

  ApiKeys(Calls calls) {
    this.calls = calls;
  }

  /**
   * Makes a key of the actor: in the org of the session, or in the actor's own tenant. The secret
   * is in the result and nowhere else.
   *
   * @throws InvalidParameter if the scope names a role or type that the model does not have, or the
   *     lifetime is longer than {@link KeyLimits} permits
   */
  public Written<IssuedApiKey> create(NewApiKey key) {
    Required.given(key, "key");
    UserId me =
        calls
            .request()
            .actor()
            .user()
            .orElseThrow(() -> new InvalidParameter("actor", "the system actor has no keys"));
    return calls.change(new CreateApiKey(me, key));
  }

  /**
   * Makes a key of a service account of the session's org. Requires an org admin who holds every
   * permission of the account, or the system actor, which may name any user.
   */
  public Written<IssuedApiKey> createFor(UserId owner, NewApiKey key) {
    Required.given(owner, "owner", key, "key");
    return calls.change(new CreateApiKey(owner, key));
  }

  /**
   * Changes the name of a key. Requires its owner; an org admin for a service account's.
   *
   * @throws NoSuchApiKey if there is no such key for the actor
   */
  public Written<ApiKey> rename(ApiKeyId key, String name) {
    Required.given(key, "key", name, "name");
    return calls.change(new RenameApiKey(key, Text.name(name, "key.name")));
  }

  /**
   * Gives a key a new secret and its whole lifetime. The secret before stays good for {@link
   * KeyLimits#OVERLAP}. Requires the owner or a session through the key; for a service account's,
   * an org admin who holds every permission of the account.
   */
  public Written<IssuedApiKey> rotate(ApiKeyId key) {
    return rotate(key, KeyLimits.OVERLAP);
  }

  /**
   * As {@link #rotate(ApiKeyId)}, with another time for which the secret before stays good.
   *
   * @param overlap zero to {@link KeyLimits#LONGEST_OVERLAP}; zero for a secret that has leaked
   */
  public Written<IssuedApiKey> rotate(ApiKeyId key, Duration overlap) {
    Required.given(key, "key", overlap, "overlap");
    InvalidParameter.unless(
        !overlap.isNegative() && overlap.compareTo(KeyLimits.LONGEST_OVERLAP) <= 0,
        "key.overlap",
        "must be at most " + KeyLimits.LONGEST_OVERLAP + ", and not negative");
    return calls.change(new RotateApiKey(key, overlap));
  }

  /** Ends a key for good. Requires its owner, a session through the key, or an org admin. */
  public Written<ApiKeyId> revoke(ApiKeyId key) {
    Required.given(key, "key");
    return calls.change(new RevokeApiKey(key));
  }

  /** Returns the actor's own keys within the session, also ended ones, by ascending id. */
  public ImmutableList<ApiKey> mine() {
    return calls.ask(Event.KEY_LIST, ListApiKeys::own);
  }

  /** Returns a page of the keys of an org, by ascending id. Requires an org admin. */
  public Page<ApiKey> ofOrg(OrgId org, PageRequest request) {
    Required.given(org, "org", request, "page");
    return calls.ask(Event.KEY_LIST, caller -> ListApiKeys.ofOrg(caller, org, request));
  }

  /**
   * Returns the keys of others in an org of which a user has been shown a secret that may still be
   * good: rotate them when the user leaves. Requires an org admin.
   */
  public ImmutableList<ApiKey> shownTo(OrgId org, UserId user) {
    Required.given(org, "org", user, "user");
    return calls.ask(Event.KEY_LIST, caller -> ListApiKeys.shownTo(caller, org, user));
  }
}
