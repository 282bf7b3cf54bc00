package dev.bailiwick.key;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.NotFound;
import dev.bailiwick.id.ApiKeyId;

/** There is no such API key, or it is out of the actor's reach. */
public final class NoSuchApiKey extends NotFound {
  private static final long serialVersionUID = 1L;

  private final long key;

  /** Names the key. */
  public NoSuchApiKey(ApiKeyId key) {
    super("no such API key: " + given(key, "key"));
    this.key = key.value();
  }

  /** Returns the key. */
  public ApiKeyId key() {
    return new ApiKeyId(key);
  }
}
