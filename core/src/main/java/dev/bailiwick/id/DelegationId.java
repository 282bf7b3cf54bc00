package dev.bailiwick.id;

import dev.bailiwick.error.InvalidParameter;

/** The id of a delegation, positive; never used twice. It is no secret, and gives no right. */
public record DelegationId(long value) implements Comparable<DelegationId> {
  /** Refuses an id that is not positive. */
  public DelegationId {
    InvalidParameter.unless(value > 0, "delegation.id", "must be positive");
  }

  @Override
  public int compareTo(DelegationId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "delegation:" + value;
  }
}
