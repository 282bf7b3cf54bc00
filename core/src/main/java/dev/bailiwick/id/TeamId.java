package dev.bailiwick.id;

import dev.bailiwick.error.InvalidParameter;

/** The id of a team, positive; never used twice. A team is also a resource of its tenant. */
public record TeamId(long value) implements Accessor, ResourceRef, Comparable<TeamId> {
  /** Refuses an id that is not positive. */
  public TeamId {
    InvalidParameter.unless(value > 0, "team.id", "must be positive");
  }

  @Override
  public ResourceId key() {
    return ResourceId.ofChecked(ResourceId.TEAM, value);
  }

  @Override
  public int compareTo(TeamId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "team:" + value;
  }
}
