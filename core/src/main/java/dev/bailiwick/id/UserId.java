package dev.bailiwick.id;

import dev.bailiwick.error.InvalidParameter;

/** The library's own id of a user, positive; never used twice. */
public record UserId(long value) implements Accessor, Tenant, Comparable<UserId> {
  /** Refuses an id that is not positive. */
  public UserId {
    InvalidParameter.unless(value > 0, "user.id", "must be positive");
  }

  @Override
  public int compareTo(UserId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "user:" + value;
  }
}
