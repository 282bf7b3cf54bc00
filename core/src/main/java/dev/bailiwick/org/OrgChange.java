package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.each;
import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Visible;
import dev.bailiwick.permission.Role;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A change of the settings of an org. Values that are not set stay as they are. */
@Value.Immutable
public interface OrgChange {
  /** Returns the name. */
  Optional<String> name();

  /** Returns the description: the purpose. */
  Optional<String> description();

  /**
   * Returns the external key: the key of the org in the host. Only a system actor or a super user
   * changes it.
   */
  Optional<String> externalKey();

  /**
   * Returns the way in which admins of the org add people. Only a system actor or a super user
   * changes it.
   */
  Optional<Joining> joining();

  /**
   * Returns whether guests may receive grants. Only the owner changes it. Switching it off deletes
   * the grants of guests.
   */
  Optional<Boolean> sharing();

  /**
   * Returns the role of every active member on the org, and so on everything in it, including its
   * teams.
   */
  Optional<Role> membersDefaultRole();

  /**
   * Returns whether the default role of members is removed. It cannot be combined with a new one.
   */
  @Value.Default
  default boolean noMembersDefaultRole() {
    return false;
  }

  /** Returns the attributes of the host, which replace all present ones. */
  Optional<ImmutableMap<String, String>> attributes();

  /** Refuses a role that is set and removed at once. */
  @Value.Check
  default void check() {
    name().ifPresent(name -> Visible.name(name, "org.name"));
    InvalidParameter.unless(
        !noMembersDefaultRole() || membersDefaultRole().isEmpty(),
        "org.members_default_role",
        "cannot be set and taken away at once");
  }

  /** Returns a change of the switch for guests only. */
  static OrgChange ofSharing(boolean on) {
    return builder().sharing(on).build();
  }

  /** Returns a change of the default role of members only. */
  static OrgChange ofMembersDefaultRole(Role role) {
    return builder().membersDefaultRole(role).build();
  }

  /** Returns an empty builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Returns a copy with the given {@link #name}. */
  default OrgChange withName(String name) {
    return builder().from(this).name(name).build();
  }

  /** Returns a copy with the given {@link #description}. */
  default OrgChange withDescription(String description) {
    return builder().from(this).description(description).build();
  }

  /** Returns a copy with the given {@link #externalKey}. */
  default OrgChange withExternalKey(String externalKey) {
    return builder().from(this).externalKey(externalKey).build();
  }

  /** Returns a copy with the given {@link #joining}. */
  default OrgChange withJoining(Joining joining) {
    return builder().from(this).joining(joining).build();
  }

  /** Returns a copy with the given {@link #sharing}. */
  default OrgChange withSharing(boolean sharing) {
    return builder().from(this).sharing(sharing).build();
  }

  /** Returns a copy with the given {@link #membersDefaultRole}. */
  default OrgChange withMembersDefaultRole(Role membersDefaultRole) {
    return builder().from(this).membersDefaultRole(membersDefaultRole).build();
  }

  /** Returns a copy with the given {@link #noMembersDefaultRole}. */
  default OrgChange withNoMembersDefaultRole(boolean noMembersDefaultRole) {
    return builder().from(this).noMembersDefaultRole(noMembersDefaultRole).build();
  }

  /** Returns a copy with the given {@link #attributes}. */
  default OrgChange withAttributes(Map<String, ? extends String> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /** Builds changes. Each call sets the value of its name. */
  class Builder {
    private final ImmutableOrgChange.Builder to = ImmutableOrgChange.builder();

    /** Copies every value that the other has. Values that it lacks stay as they are here. */
    public Builder from(OrgChange other) {
      to.from(given(other, "other"));
      return this;
    }

    public Builder name(String name) {
      to.name(given(name, "name"));
      return this;
    }

    public Builder description(String description) {
      to.description(given(description, "description"));
      return this;
    }

    public Builder externalKey(String externalKey) {
      to.externalKey(given(externalKey, "external_key"));
      return this;
    }

    public Builder joining(Joining joining) {
      to.joining(given(joining, "joining"));
      return this;
    }

    public Builder sharing(boolean sharing) {
      to.sharing(sharing);
      return this;
    }

    public Builder membersDefaultRole(Role membersDefaultRole) {
      to.membersDefaultRole(given(membersDefaultRole, "members_default_role"));
      return this;
    }

    public Builder noMembersDefaultRole(boolean noMembersDefaultRole) {
      to.noMembersDefaultRole(noMembersDefaultRole);
      return this;
    }

    public Builder attributes(Map<String, ? extends String> attributes) {
      to.attributes(ImmutableMap.copyOf(each(attributes, "attributes")));
      return this;
    }

    /** Returns the value. */
    public OrgChange build() {
      return to.build();
    }
  }
}
