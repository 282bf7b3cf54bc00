package dev.bailiwick.resource;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import java.util.Optional;

/**
 * A registered resource.
 *
 * @param tenant the org, or the person, that it belongs to
 * @param id its type and id, unique in the tenant
 * @param owner the user with full control of it and of everything below it: an active member of the
 *     org, or the person
 * @param parent the resource of the same tenant that it is part of; without one it stands under the
 *     tenant itself
 * @param version the revision of the tenant that the last change made
 */
public record Resource(
    Tenant tenant, ResourceId id, UserId owner, Optional<ResourceId> parent, long version)
    implements Audited {
  /** Refuses a null. */
  public Resource {
    given(tenant, "resource.tenant");
    given(id, "resource.id");
    given(owner, "resource.owner");
    given(parent, "resource.parent");
  }

  /**
   * Returns the revision of the last change, as {@link dev.bailiwick.id.Consistency#atLeast} takes
   * it.
   */
  public Revision revision() {
    return Revision.of(tenant, version);
  }

  /** Returns a copy with another owner. */
  public Resource withOwner(UserId newOwner) {
    return new Resource(tenant, id, newOwner, parent, version);
  }

  /** Returns a copy with another parent, or without one. */
  public Resource withParent(Optional<ResourceId> newParent) {
    return new Resource(tenant, id, owner, newParent, version);
  }

  /** Returns a copy as of another revision. */
  public Resource withVersion(long newVersion) {
    return new Resource(tenant, id, owner, parent, newVersion);
  }

  @Override
  public ItemType itemType() {
    return ItemType.RESOURCE;
  }

  @Override
  public ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of(
        "tenant", tenant.toString(), "resource_type", id.type(), "resource_id", id.id());
  }

  @Override
  public ImmutableMap<String, String> auditProperties() {
    var properties = ImmutableMap.<String, String>builder();
    properties.put("owner", Long.toString(owner.value()));
    parent.ifPresent(p -> properties.put("parent_type", p.type()).put("parent_id", p.id()));
    return properties.buildOrThrow();
  }

  @Override
  public ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(id);
  }

  @Override
  public ImmutableSet<ResourceId> auditParents() {
    return parent.map(ImmutableSet::of).orElseGet(ImmutableSet::of);
  }
}
