package dev.bailiwick.org;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.permission.Role;
import java.util.Optional;
import org.immutables.value.Value;

/** What to change of an org's settings; what is not said stays as it is. */
@Value.Immutable
public interface OrgChange extends WithOrgChange {
  /** The name. */
  Optional<String> name();

  /** What it is for. */
  Optional<String> description();

  /** The key under which the host knows it; only the host's own code or a super user changes it. */
  Optional<String> externalKey();

  /**
   * The domain of its members' addresses, verified; only the host's own code or a super user
   * changes it.
   */
  Optional<String> emailDomain();

  /** Whether a host's sign-up may add people of the domain. */
  Optional<Boolean> selfSignup();

  /** Whether guests may receive grants; only the owner changes it. Off deletes guests' grants. */
  Optional<Boolean> sharing();

  /** The role that every active member has on the org, and so on all in it, its teams too. */
  Optional<Role> membersDefaultRole();

  /** Whether members shall have no role by default; not together with one. */
  @Value.Default
  default boolean noMembersDefaultRole() {
    return false;
  }

  /** What the host keeps with the org, in place of all that it kept before. */
  Optional<ImmutableMap<String, String>> attributes();

  /** Refuses a role that is set and taken away at once. */
  @Value.Check
  default void check() {
    InvalidParameter.unless(
        !noMembersDefaultRole() || membersDefaultRole().isEmpty(),
        "org.members_default_role",
        "cannot be set and taken away at once");
  }

  /** Only the switch for guests. */
  static OrgChange ofSharing(boolean on) {
    return new Builder().sharing(on).build();
  }

  /** Only the role that every active member has. */
  static OrgChange ofMembersDefaultRole(Role role) {
    return new Builder().membersDefaultRole(role).build();
  }

  /** A change to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds changes. */
  class Builder extends ImmutableOrgChange.Builder {}
}
