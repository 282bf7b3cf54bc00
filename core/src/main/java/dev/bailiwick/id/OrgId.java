package dev.bailiwick.id;

import dev.bailiwick.error.InvalidParameter;
import java.util.Optional;

/** The id of an org, positive; never used twice. An org is the root of every resource in it. */
public record OrgId(long value) implements Accessor, Tenant, ResourceRef, Comparable<OrgId> {
  /** Refuses an id that is not positive. */
  public OrgId {
    InvalidParameter.unless(value > 0, "org.id", "must be positive");
  }

  @Override
  public ResourceId key() {
    return ResourceId.ofChecked(ResourceId.ORG, value);
  }

  @Override
  public Optional<Tenant> tenant() {
    return Optional.of(this);
  }

  @Override
  public int compareTo(OrgId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "org:" + value;
  }
}
