package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.permission.Role;
import java.util.Optional;
import org.immutables.value.Value;

/** What to change of an org's settings; what is not said stays as it is. */
@Value.Immutable
public interface OrgChange {
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
    return builder().sharing(on).build();
  }

  /** Only the role that every active member has. */
  static OrgChange ofMembersDefaultRole(Role role) {
    return builder().membersDefaultRole(role).build();
  }

  /** A change to be filled in. */
  static Builder builder() {
    return new Builder();
  }

  /** The same, with {@link #name} as given. */
  default OrgChange withName(String name) {
    return builder().from(this).name(name).build();
  }

  /** The same, with {@link #name} as given. */
  default OrgChange withName(Optional<String> name) {
    return builder().from(this).name(name).build();
  }

  /** The same, with {@link #description} as given. */
  default OrgChange withDescription(String description) {
    return builder().from(this).description(description).build();
  }

  /** The same, with {@link #description} as given. */
  default OrgChange withDescription(Optional<String> description) {
    return builder().from(this).description(description).build();
  }

  /** The same, with {@link #externalKey} as given. */
  default OrgChange withExternalKey(String externalKey) {
    return builder().from(this).externalKey(externalKey).build();
  }

  /** The same, with {@link #externalKey} as given. */
  default OrgChange withExternalKey(Optional<String> externalKey) {
    return builder().from(this).externalKey(externalKey).build();
  }

  /** The same, with {@link #emailDomain} as given. */
  default OrgChange withEmailDomain(String emailDomain) {
    return builder().from(this).emailDomain(emailDomain).build();
  }

  /** The same, with {@link #emailDomain} as given. */
  default OrgChange withEmailDomain(Optional<String> emailDomain) {
    return builder().from(this).emailDomain(emailDomain).build();
  }

  /** The same, with {@link #selfSignup} as given. */
  default OrgChange withSelfSignup(boolean selfSignup) {
    return builder().from(this).selfSignup(selfSignup).build();
  }

  /** The same, with {@link #selfSignup} as given. */
  default OrgChange withSelfSignup(Optional<Boolean> selfSignup) {
    return builder().from(this).selfSignup(selfSignup).build();
  }

  /** The same, with {@link #sharing} as given. */
  default OrgChange withSharing(boolean sharing) {
    return builder().from(this).sharing(sharing).build();
  }

  /** The same, with {@link #sharing} as given. */
  default OrgChange withSharing(Optional<Boolean> sharing) {
    return builder().from(this).sharing(sharing).build();
  }

  /** The same, with {@link #membersDefaultRole} as given. */
  default OrgChange withMembersDefaultRole(Role membersDefaultRole) {
    return builder().from(this).membersDefaultRole(membersDefaultRole).build();
  }

  /** The same, with {@link #membersDefaultRole} as given. */
  default OrgChange withMembersDefaultRole(Optional<? extends Role> membersDefaultRole) {
    return builder().from(this).membersDefaultRole(membersDefaultRole).build();
  }

  /** The same, with {@link #noMembersDefaultRole} as given. */
  default OrgChange withNoMembersDefaultRole(boolean noMembersDefaultRole) {
    return builder().from(this).noMembersDefaultRole(noMembersDefaultRole).build();
  }

  /** The same, with {@link #attributes} as given. */
  default OrgChange withAttributes(ImmutableMap<String, String> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /** The same, with {@link #attributes} as given. */
  default OrgChange withAttributes(Optional<? extends ImmutableMap<String, String>> attributes) {
    return builder().from(this).attributes(attributes).build();
  }

  /** Builds changes. A call sets what it is named after. */
  class Builder {
    private final ImmutableOrgChange.Builder to = ImmutableOrgChange.builder();

    /** All that the other says, and what was said here before where it says nothing. */
    public Builder from(OrgChange other) {
      to.from(given(other, "other"));
      return this;
    }

    public Builder name(String name) {
      to.name(given(name, "name"));
      return this;
    }

    public Builder name(Optional<String> name) {
      to.name(given(name, "name"));
      return this;
    }

    public Builder description(String description) {
      to.description(given(description, "description"));
      return this;
    }

    public Builder description(Optional<String> description) {
      to.description(given(description, "description"));
      return this;
    }

    public Builder externalKey(String externalKey) {
      to.externalKey(given(externalKey, "external_key"));
      return this;
    }

    public Builder externalKey(Optional<String> externalKey) {
      to.externalKey(given(externalKey, "external_key"));
      return this;
    }

    public Builder emailDomain(String emailDomain) {
      to.emailDomain(given(emailDomain, "email_domain"));
      return this;
    }

    public Builder emailDomain(Optional<String> emailDomain) {
      to.emailDomain(given(emailDomain, "email_domain"));
      return this;
    }

    public Builder selfSignup(boolean selfSignup) {
      to.selfSignup(selfSignup);
      return this;
    }

    public Builder selfSignup(Optional<Boolean> selfSignup) {
      to.selfSignup(given(selfSignup, "self_signup"));
      return this;
    }

    public Builder sharing(boolean sharing) {
      to.sharing(sharing);
      return this;
    }

    public Builder sharing(Optional<Boolean> sharing) {
      to.sharing(given(sharing, "sharing"));
      return this;
    }

    public Builder membersDefaultRole(Role membersDefaultRole) {
      to.membersDefaultRole(given(membersDefaultRole, "members_default_role"));
      return this;
    }

    public Builder membersDefaultRole(Optional<? extends Role> membersDefaultRole) {
      to.membersDefaultRole(given(membersDefaultRole, "members_default_role"));
      return this;
    }

    public Builder noMembersDefaultRole(boolean noMembersDefaultRole) {
      to.noMembersDefaultRole(noMembersDefaultRole);
      return this;
    }

    public Builder attributes(ImmutableMap<String, String> attributes) {
      to.attributes(given(attributes, "attributes"));
      return this;
    }

    public Builder attributes(Optional<? extends ImmutableMap<String, String>> attributes) {
      to.attributes(given(attributes, "attributes"));
      return this;
    }

    /** What was said so far. */
    public OrgChange build() {
      return to.build();
    }
  }
}
