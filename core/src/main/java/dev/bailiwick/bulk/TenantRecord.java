package dev.bailiwick.bulk;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Text;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One record of the content of an org. People are named by an external identity, teams by their
 * name in the org. Everything that a record names is stored already or stands in an earlier record.
 */
public sealed interface TenantRecord {
  /**
   * A role that the org defines for itself.
   *
   * @param role its name, {@link Role#isOfOrg}
   * @param permissions the permissions of the role; not empty
   */
  record OwnRole(Role role, ImmutableSortedSet<Permission> permissions) implements TenantRecord {
    /** Refuses a null. */
    public OwnRole {
      given(role, "role.role");
      given(permissions, "role.permissions");
    }
  }

  /**
   * The settings of the org, except its name, external key, owner and way of joining. These are set
   * when the org is created.
   *
   * @param description the purpose; may be empty
   * @param sharing whether there may be guests
   * @param membersDefaultRole the role of every active member on the org
   * @param attributes the attributes of the host
   */
  record Settings(
      String description,
      boolean sharing,
      Optional<Role> membersDefaultRole,
      ImmutableMap<String, String> attributes)
      implements TenantRecord {
    /** Refuses malformed texts. */
    public Settings {
      given(membersDefaultRole, "settings.members_default_role");
      Text.text(description, "description");
      Text.attributes(attributes);
    }
  }

  /**
   * An account. If the store has an account with one of the identities, the account stays as it is
   * and gets the missing identities. The other parts apply to a new account only.
   *
   * @param identities the external identities; at least one
   * @param fullName the display name; may be empty
   * @param email the address
   * @param emailVerifiedAt when it was verified; empty for an address that is only noted
   * @param attributes the attributes of the host for the account
   * @param active whether the account is not deactivated
   * @param locked whether an administrator locked the account
   */
  record Person(
      ImmutableSortedSet<ExternalIdentity> identities,
      String fullName,
      Optional<Email> email,
      Optional<Instant> emailVerifiedAt,
      ImmutableMap<String, String> attributes,
      boolean active,
      boolean locked)
      implements TenantRecord {
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /** Refuses an account without an identity, and malformed texts. */
    public Person {
      given(identities, "person.identities");
      given(fullName, "person.full_name");
      given(email, "person.email");
      given(emailVerifiedAt, "person.email_verified_at");
      InvalidParameter.unless(!identities.isEmpty(), "identities", "must be at least one");
      if (!fullName.isEmpty()) {
        Text.name(fullName, "full_name");
      }
      emailVerifiedAt = emailVerifiedAt.map(at -> at.truncatedTo(ChronoUnit.MICROS));
      InvalidParameter.unless(
          emailVerifiedAt.filter(at -> at.isBefore(Instant.EPOCH) || !at.isBefore(END)).isEmpty(),
          "email_verified_at",
          "must be from the years 1970 to 9999");
      Text.attributes(attributes);
    }
  }

  /**
   * A membership of the org.
   *
   * @param person one of the identities of the member
   * @param admin whether the member is an admin of the org
   * @param owner whether the member owns the org
   * @param active whether the membership is active
   */
  record Member(ExternalIdentity person, boolean admin, boolean owner, boolean active)
      implements TenantRecord {
    /** Refuses an owner without an active membership as admin. */
    public Member {
      given(person, "member.person");
      InvalidParameter.unless(!owner || (admin && active), "owner", "must be an active admin");
    }
  }

  /**
   * A team.
   *
   * @param name its name; no other team of the org has the same in any spelling
   * @param parent the name of the team that it is part of
   * @param owner one of the identities of its owner, a member
   * @param description the purpose; may be empty
   * @param tags words to find it by
   * @param attributes the attributes of the host
   */
  record Team(
      String name,
      Optional<String> parent,
      ExternalIdentity owner,
      String description,
      ImmutableSortedSet<String> tags,
      ImmutableMap<String, String> attributes)
      implements TenantRecord {
    /** Refuses malformed texts. */
    public Team {
      given(parent, "team.parent");
      given(owner, "team.owner");
      Text.name(name, "team.name");
      parent.ifPresent(above -> Text.name(above, "team.parent"));
      Text.text(description, "team.description");
      tags = Text.tags(tags, "team.tags");
      Text.attributes(attributes);
    }
  }

  /**
   * A membership of a team.
   *
   * @param team the name of the team
   * @param person one of the identities of a member of the org
   * @param admin whether the member may add and change members
   */
  record Seat(String team, ExternalIdentity person, boolean admin) implements TenantRecord {
    /** Refuses a malformed name. */
    public Seat {
      given(person, "seat.person");
      Text.name(team, "seat.team");
    }
  }

  /**
   * A registered resource.
   *
   * @param id its type and id
   * @param owner one of the identities of its owner, a member
   * @param parent the resource that it is part of
   */
  record Resource(ResourceId id, ExternalIdentity owner, Optional<ResourceId> parent)
      implements TenantRecord {
    /** Refuses a null. */
    public Resource {
      given(id, "resource.id");
      given(owner, "resource.owner");
      given(parent, "resource.parent");
    }
  }

  /**
   * A grant or denial.
   *
   * @param resource the resource: a team, the org itself, or a resource of the host
   * @param accessor the recipient: a person, a team, an org, or everyone
   * @param role the role
   * @param effect whether the role is allowed or denied
   * @param window the validity period
   */
  record Grant(Name resource, Name accessor, Role role, Effect effect, Window window)
      implements TenantRecord {
    /** Refuses a person as a resource, and a resource as an accessor. */
    public Grant {
      given(resource, "grant.resource");
      given(accessor, "grant.accessor");
      given(role, "grant.role");
      given(effect, "grant.effect");
      given(window, "grant.window");
      InvalidParameter.unless(
          resource instanceof Name.Resource
              || resource instanceof Name.Team
              || (resource instanceof Name.Org org && org.key().isEmpty()),
          "grant.resource",
          "must be a team, the org itself, or a resource of the host's");
      InvalidParameter.unless(
          !(accessor instanceof Name.Resource),
          "grant.accessor",
          "must be a person, a team, an org, or everyone");
    }
  }
}
