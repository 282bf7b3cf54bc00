package dev.bailiwick.id;

import dev.bailiwick.error.InvalidParameter;

/** The id of an access token, positive; never used twice. It is no secret, and gives no right. */
public record AccessTokenId(long value) implements Comparable<AccessTokenId> {
  /** Refuses an id that is not positive. */
  public AccessTokenId {
    InvalidParameter.unless(value > 0, "access_token.id", "must be positive");
  }

  @Override
  public int compareTo(AccessTokenId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "access_token:" + value;
  }
}
