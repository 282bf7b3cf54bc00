package dev.bailiwick.id;

import dev.bailiwick.error.InvalidParameter;

/** The id of an API key, positive; never used twice. It is no secret, and gives no right. */
public record ApiKeyId(long value) implements Comparable<ApiKeyId> {
  /** Refuses an id that is not positive. */
  public ApiKeyId {
    InvalidParameter.unless(value > 0, "api_key.id", "must be positive");
  }

  @Override
  public int compareTo(ApiKeyId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "api_key:" + value;
  }
}
