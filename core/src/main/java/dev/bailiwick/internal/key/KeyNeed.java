package dev.bailiwick.internal.key;

import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.KeyRules;
import dev.bailiwick.internal.rule.ServiceAccountRules;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.NoSuchApiKey;
import dev.bailiwick.store.Part;
import java.util.Optional;

/**
 * A right to an API key. Its owner has each of them, and a session through the key the right to
 * rotate and to revoke it. The admins of its org can revoke it, and those who hold all that a
 * service account can do have each right to its keys.
 *
 * @param key the key
 * @param right the right
 */
record KeyNeed(ApiKeyId key, Right right) implements Need<ApiKey> {
  /** The rights to a key. */
  enum Right {
    /** To change its name. */
    RENAME,
    /** To be shown a new secret. */
    ROTATE,
    /** To end it. */
    REVOKE
  }

  @Override
  public ApiKey check(Caller caller) {
    caller.view().requirePart(Part.KEYS);
    ApiKey found =
        caller
            .view()
            .keys()
            .find(key)
            .filter(it -> !caller.outsideSession(it.tenant()))
            .filter(it -> caller.actor().key().map(use -> use.key().equals(key)).orElse(true))
            .orElseThrow(() -> new NoSuchApiKey(key));
    if (caller.is(found.owner())) {
      requireOwn(caller, found);
      return found;
    }
    Optional<OrgId> org = found.org();
    boolean seen = org.map(caller::administers).orElseGet(caller::trusted);
    if (!seen) {
      throw new NoSuchApiKey(key);
    }
    org.ifPresent(caller::requireOpen);
    if (right != Right.REVOKE && !caller.isSystem()) {
      requireService(caller, found);
    }
    return found;
  }

  /**
   * Refuses the owner who cannot use the key at present, except for its end, and the secret before
   * the latest one, which could otherwise take the key over.
   */
  private void requireOwn(Caller caller, ApiKey found) {
    if (right == Right.REVOKE) {
      return;
    }
    found.org().ifPresent(caller::requireOpen);
    boolean outside = found.org().filter(org -> !caller.isMember(org)).isPresent();
    boolean former =
        caller.actor().key().filter(use -> use.rotation() != found.rotation()).isPresent();
    if (outside || former) {
      throw caller.refused("active membership of the org, and the latest secret of the key");
    }
  }

  private void requireService(Caller caller, ApiKey found) {
    if (!ServiceAccountRules.isServiceAccount(caller.view(), found.owner())) {
      throw caller.refused("owner of the key");
    }
    if (right == Right.ROTATE) {
      KeyRules.requireHoldsAll(caller, found.org().orElseThrow(), found.owner());
    }
  }
}
