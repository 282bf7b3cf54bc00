package dev.bailiwick.id;

import java.util.Optional;

/** A resource with what the host vouches for; made by the methods of {@link ResourceRef}. */
record VouchedResource(
    ResourceId key,
    @Override Optional<Tenant> tenant,
    @Override Optional<UserId> owner,
    @Override Optional<ResourceRef> parent)
    implements ResourceRef {}
