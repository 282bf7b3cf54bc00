package dev.bailiwick.notice;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.UserId;
import dev.bailiwick.key.ApiKey;
import java.time.Instant;

/**
 * News of a secret of an API key.
 *
 * @param user the person for whom the key acts
 * @param at the instant at which the secret was made
 * @param key the key, without its secret
 */
public record KeyNotice(UserId user, Instant at, ApiKey key) implements Notice {
  /** Refuses nulls. */
  public KeyNotice {
    given(user, "notice.user");
    given(at, "notice.at");
    given(key, "notice.key");
  }

  /** Returns {@link Notice.Kind#KEY_MADE}. */
  @Override
  public Kind kind() {
    return Kind.KEY_MADE;
  }
}
