package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.LimitExceeded;
import java.util.Optional;

/**
 * What a question or a grant is about, as the host names it in a call: an org, a team, or a
 * resource of one of the host's own types. The host may vouch in the same breath for what its own
 * row says:
 *
 * <pre>{@code
 * DOC.id(id)                                        // in the session's org
 * DOC.id(id).in(acme).ownedBy(user).under(folder)   // vouched for
 * }</pre>
 *
 * What is registered with the library wins over what is vouched for.
 */
public sealed interface ResourceRef permits OrgId, TeamId, ResourceId, VouchedResource {
  /** Type and id. */
  ResourceId key();

  /** The tenant that the host named, if it named one; else the session's. */
  default Optional<Tenant> tenant() {
    return Optional.empty();
  }

  /** The owner that the host vouches for. */
  default Optional<UserId> owner() {
    return Optional.empty();
  }

  /** The parent that the host vouches for. */
  default Optional<ResourceRef> parent() {
    return Optional.empty();
  }

  /** The same resource, in this tenant. */
  default ResourceRef in(Tenant tenant) {
    return new VouchedResource(
        key(), Optional.of(given(tenant, "resource.tenant")), owner(), parent());
  }

  /** The same resource, with the owner that the host's own row names. */
  default ResourceRef ownedBy(UserId owner) {
    return new VouchedResource(
        key(), tenant(), Optional.of(given(owner, "resource.owner")), parent());
  }

  /**
   * The same resource, below the parent that the host's own row names.
   *
   * @throws LimitExceeded if that makes more than {@link Limits#RESOURCE_DEPTH} ancestors below the
   *     tenant
   */
  default ResourceRef under(ResourceRef parent) {
    return new VouchedResource(
        key(), tenant(), owner(), Optional.of(given(parent, "resource.parent")));
  }
}
