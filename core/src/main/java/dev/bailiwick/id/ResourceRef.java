package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.LimitExceeded;
import java.util.Optional;

/**
 * The resource of a question or a grant, as the host names it in a call: an org, a team, or a
 * resource of one of the host's own types. The host can supply the owner and the parent from its
 * own row in the same call:
 *
 * <pre>{@code
 * DOC.id(id)                                        // in the session's org
 * DOC.id(id).in(acme).ownedBy(user).under(folder)   // caller-supplied
 * }</pre>
 *
 * A registered value wins over a caller-supplied one.
 */
public sealed interface ResourceRef permits OrgId, TeamId, ResourceId, VouchedResource {
  /** Returns the type and id. */
  ResourceId key();

  /** Returns the tenant, if the host named one. Otherwise the tenant of the session applies. */
  default Optional<Tenant> tenant() {
    return Optional.empty();
  }

  /** Returns the caller-supplied owner. */
  default Optional<UserId> owner() {
    return Optional.empty();
  }

  /** Returns the caller-supplied parent. */
  default Optional<ResourceRef> parent() {
    return Optional.empty();
  }

  /** Returns the same resource in the given tenant. */
  default ResourceRef in(Tenant tenant) {
    return new VouchedResource(
        key(), Optional.of(given(tenant, "resource.tenant")), owner(), parent());
  }

  /** Returns the same resource with the owner from the host's own row. */
  default ResourceRef ownedBy(UserId owner) {
    return new VouchedResource(
        key(), tenant(), Optional.of(given(owner, "resource.owner")), parent());
  }

  /**
   * Returns the same resource below the parent from the host's own row.
   *
   * @throws LimitExceeded if this makes more than {@link Limits#RESOURCE_DEPTH} ancestors below the
   *     tenant
   */
  default ResourceRef under(ResourceRef parent) {
    return new VouchedResource(
        key(), tenant(), owner(), Optional.of(given(parent, "resource.parent")));
  }
}
