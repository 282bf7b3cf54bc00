package dev.bailiwick.id;

import dev.bailiwick.error.LimitExceeded;
import java.util.Optional;

/** A resource with caller-supplied facts. The methods of {@link ResourceRef} make it. */
record VouchedResource(
    ResourceId key,
    @Override Optional<Tenant> tenant,
    @Override Optional<UserId> owner,
    @Override Optional<ResourceRef> parent)
    implements ResourceRef {
  /** Refuses too many ancestors, so that code that follows or prints them ends. */
  VouchedResource {
    int ancestors = 0;
    for (Optional<ResourceRef> next = parent; next.isPresent(); next = next.get().parent()) {
      boolean root = next.get().key().type().equals(ResourceId.ORG);
      if ((!root || next.get().parent().isPresent()) && ++ancestors > Limits.RESOURCE_DEPTH) {
        throw new LimitExceeded("resource parents", Limits.RESOURCE_DEPTH);
      }
    }
  }
}
