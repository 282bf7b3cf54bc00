package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.UserId;

/**
 * A person's place in an org.
 *
 * @param org the org
 * @param user the person
 * @param admin whether they administer the org
 * @param active whether the membership counts; one that does not gives nothing, not even what a
 *     guest would have
 */
public record Membership(OrgId org, UserId user, boolean admin, boolean active) implements Audited {
  /** Refuses a null. */
  public Membership {
    given(org, "membership.org");
    given(user, "membership.user");
  }

  /** The same, as admin or not. */
  public Membership withAdmin(boolean isAdmin) {
    return new Membership(org, user, isAdmin, active);
  }

  /** The same, active or not. */
  public Membership withActive(boolean isActive) {
    return new Membership(org, user, admin, isActive);
  }

  @Override
  public ItemType itemType() {
    return ItemType.MEMBERSHIP;
  }

  @Override
  public ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of("org", Long.toString(org.value()), "user", Long.toString(user.value()));
  }

  @Override
  public ImmutableMap<String, String> auditProperties() {
    return ImmutableMap.of("admin", Boolean.toString(admin), "active", Boolean.toString(active));
  }

  @Override
  public ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(org.key(), ResourceId.of(user));
  }
}
