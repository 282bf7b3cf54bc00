package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.Iterables;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import java.util.Optional;
import java.util.Set;

/**
 * The facts on which decisions are based, from one snapshot. It contains no decisions. All answers
 * of one {@code Facts} are from the same revision of each tenant.
 */
public interface Facts {
  /** The status of a user's account. */
  Standing standing(UserId user);

  /** The stamp of a user's account; 0 if the account does not exist. */
  long stamp(UserId user);

  /** The org to which a service account belongs; empty for the account of a person. */
  Optional<OrgId> serviceOf(UserId user);

  /** The settings of an org; empty if the org does not exist or is deleted. */
  Optional<OrgFacts> org(OrgId org);

  /** The membership of a user in an org, active or not. */
  Optional<Membership> membership(OrgId org, UserId user);

  /** The orgs in which a user has an active membership. Deleted orgs are left out. */
  Iterable<OrgId> orgs(UserId user);

  /**
   * The orgs of {@link #orgs} that are suspended, in full or not. A grant to one of them gives
   * nothing, and a denial still binds. The default implementation reads the facts of each org.
   */
  default Iterable<OrgId> suspendedOrgs(UserId user) {
    return Iterables.filter(orgs(user), org -> org(org).flatMap(OrgFacts::suspension).isPresent());
  }

  /** The teams of a tenant of which a user is a member. Their ancestors are left out. */
  Iterable<TeamId> teams(UserId user, Tenant tenant);

  /** The facts about a team; empty if it does not exist. */
  Optional<TeamFacts> team(TeamId team);

  /** The facts about a registered resource; empty if it is not registered. */
  Optional<ResourceFacts> resource(Tenant tenant, ResourceId resource);

  /** The grants and denials on a resource itself to any of the accessors, in force or not. */
  Iterable<Grant> grants(Tenant tenant, ResourceId resource, Set<Accessor> accessors);

  /** The permissions of a role that the org defined for itself. */
  Optional<RoleDefinition> role(OrgId org, Role role);

  /**
   * The facts about an org on which decisions are based.
   *
   * @param owner its owner
   * @param sharing whether guests can have grants
   * @param membersDefaultRole the role that every active member has on it
   * @param suspension the extent to which it is suspended; empty if it is not
   */
  record OrgFacts(
      UserId owner,
      boolean sharing,
      Optional<Role> membersDefaultRole,
      Optional<Suspension> suspension) {
    /** Refuses a null. */
    public OrgFacts {
      given(owner, "org.owner");
      given(membersDefaultRole, "org.members_default_role");
      given(suspension, "org.suspension");
    }
  }

  /**
   * The facts about a team on which decisions are based.
   *
   * @param tenant the tenant that it belongs to
   * @param owner its owner
   * @param parent the team that it is nested in
   */
  record TeamFacts(Tenant tenant, UserId owner, Optional<TeamId> parent) {
    /** Refuses a null. */
    public TeamFacts {
      given(tenant, "team.tenant");
      given(owner, "team.owner");
      given(parent, "team.parent");
    }
  }

  /**
   * The facts about a registered resource on which decisions are based.
   *
   * @param owner its owner
   * @param parent the resource that it is below
   */
  record ResourceFacts(UserId owner, Optional<ResourceId> parent) {
    /** Refuses a null. */
    public ResourceFacts {
      given(owner, "resource.owner");
      given(parent, "resource.parent");
    }
  }
}
