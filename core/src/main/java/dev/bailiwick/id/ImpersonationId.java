package dev.bailiwick.id;

import dev.bailiwick.error.InvalidParameter;

/** The id of an impersonation, positive; never used twice. It is no secret, and gives no right. */
public record ImpersonationId(long value) implements Comparable<ImpersonationId> {
  /** Refuses an id that is not positive. */
  public ImpersonationId {
    InvalidParameter.unless(value > 0, "impersonation.id", "must be positive");
  }

  @Override
  public int compareTo(ImpersonationId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "impersonation:" + value;
  }
}
