package dev.bailiwick.id;

import dev.bailiwick.error.InvalidParameter;

/** The id of an invitation, positive; never used twice. It is no secret, and gives no right. */
public record InvitationId(long value) implements Comparable<InvitationId> {
  /** Refuses an id that is not positive. */
  public InvitationId {
    InvalidParameter.unless(value > 0, "invitation.id", "must be positive");
  }

  @Override
  public int compareTo(InvitationId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "invitation:" + value;
  }
}
