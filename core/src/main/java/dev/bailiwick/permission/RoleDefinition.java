package dev.bailiwick.permission;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;

/**
 * A role that an org defined for itself from permissions that the model marks as grantable.
 *
 * @param org the org that defined it
 * @param role its name, {@link Role#isOfOrg}
 * @param permissions its permissions; not empty
 */
public record RoleDefinition(OrgId org, Role role, ImmutableSortedSet<Permission> permissions)
    implements Audited {
  /** Refuses a role of the model, and a role without permissions. */
  public RoleDefinition {
    given(org, "role.org");
    given(role, "role.role");
    given(permissions, "role.permissions");
    InvalidParameter.unless(role.isOfOrg(), "role", "must be a role of the org's own");
    InvalidParameter.unless(!permissions.isEmpty(), "permissions", "must not be empty");
  }

  @Override
  public ItemType itemType() {
    return ItemType.ROLE;
  }

  @Override
  public ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of("org", Long.toString(org.value()), "role", role.name());
  }

  @Override
  public ImmutableMap<String, String> auditProperties() {
    return ImmutableMap.of("permissions", Joiner.on(' ').join(permissions));
  }

  @Override
  public ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(org.key());
  }
}
