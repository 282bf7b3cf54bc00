package dev.bailiwick.internal.key;

import dev.bailiwick.internal.rule.ServiceAccountRules;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.notice.KeyNotice;

/** The notices to a person about their API keys. */
final class KeyNotices {
  private KeyNotices() {}

  /** Has the owner of a key told of a new secret; a service account is no person. */
  static void ofSecret(Change change, ApiKey key) {
    if (!ServiceAccountRules.isServiceAccount(change.view(), key.owner())) {
      change.tell(new KeyNotice(key.owner(), change.now(), key));
    }
  }
}
