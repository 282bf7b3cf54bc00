package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.FactoryValue;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.UserId;
import org.immutables.value.Value;

/** The link between a user and an org. */
@FactoryValue
@Value.Immutable
public abstract class Membership implements Audited {
  Membership() {}

  /** Returns the org. */
  @Value.Parameter
  public abstract OrgId org();

  /** Returns the user. */
  @Value.Parameter
  public abstract UserId user();

  /** Returns whether the user is an admin of the org. */
  @Value.Parameter
  public abstract boolean admin();

  /**
   * Returns whether the membership is active. A suspended membership permits nothing, not even the
   * access of a guest.
   */
  @Value.Parameter
  public abstract boolean active();

  /** Returns an active membership without the admin flag. */
  public static Membership of(OrgId org, UserId user) {
    return ImmutableMembership.of(
        given(org, "membership.org"), given(user, "membership.user"), false, true);
  }

  /** Returns the membership of an admin. */
  public Membership asAdmin() {
    return withAdmin(true);
  }

  /** Returns a copy with the given admin flag. */
  public Membership withAdmin(boolean isAdmin) {
    return isAdmin == admin() ? this : ImmutableMembership.of(org(), user(), isAdmin, active());
  }

  /** Returns a copy that is active or suspended. */
  public Membership withActive(boolean isActive) {
    return isActive == active() ? this : ImmutableMembership.of(org(), user(), admin(), isActive);
  }

  @Override
  public ItemType itemType() {
    return ItemType.MEMBERSHIP;
  }

  @Override
  public ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of(
        "org", Long.toString(org().value()), "user", Long.toString(user().value()));
  }

  @Override
  public ImmutableMap<String, String> auditProperties() {
    return ImmutableMap.of(
        "admin", Boolean.toString(admin()), "active", Boolean.toString(active()));
  }

  @Override
  public ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(org().key(), ResourceId.of(user()));
  }
}
