package dev.bailiwick.internal.key;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.rule.ServiceAccountRules;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.key.KeyLimits;
import java.time.Duration;
import java.util.Optional;

/** The lifetimes of API keys. */
final class Lifetimes {
  private Lifetimes() {}

  /**
   * Returns the lifetime of a key of an owner.
   *
   * @param wanted the lifetime that the call names; empty for the usual one
   * @throws InvalidParameter if it is longer than the host permits
   */
  static Duration of(Change change, UserId owner, Optional<Duration> wanted) {
    KeyLimits limits = change.host().keyLimits();
    Duration longest =
        ServiceAccountRules.isServiceAccount(change.view(), owner)
            ? limits.service()
            : limits.person();
    Duration lifetime = wanted.orElse(longest);
    InvalidParameter.unless(
        lifetime.compareTo(longest) <= 0, "key.lifetime", "must be at most " + longest);
    return lifetime;
  }
}
