package dev.bailiwick.store;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import java.util.Optional;
import java.util.Set;

/**
 * What decisions are made from: facts of one moment, never decisions. Everything that is asked of
 * one {@code Facts} is answered as of the same revision of each tenant.
 */
public interface Facts {
  /** Whether a person's account counts. */
  Standing standing(UserId user);

  /** An org that is not deleted. */
  Optional<OrgFacts> org(OrgId org);

  /** A person's place in an org, active or not. */
  Optional<Membership> membership(OrgId org, UserId user);

  /** The orgs, none of them deleted, in which a person has an active membership. */
  Iterable<OrgId> orgs(UserId user);

  /** The teams of a tenant in which a person has a seat of their own. */
  Iterable<TeamId> teams(UserId user, Tenant tenant);

  /** A team. */
  Optional<TeamFacts> team(TeamId team);

  /** A registered resource. */
  Optional<ResourceFacts> resource(Tenant tenant, ResourceId resource);

  /** The grants and denials on a resource itself to any of the accessors, in force or not. */
  Iterable<Grant> grants(Tenant tenant, ResourceId resource, Set<Accessor> accessors);

  /** What a role of an org's own permits. */
  Optional<RoleDefinition> role(OrgId org, Role role);

  /**
   * What counts of an org.
   *
   * @param owner its owner
   * @param sharing whether guests count
   * @param membersDefaultRole the role that every active member has on it
   */
  record OrgFacts(UserId owner, boolean sharing, Optional<Role> membersDefaultRole) {
    /** Refuses a null. */
    public OrgFacts {
      given(owner, "org.owner");
      given(membersDefaultRole, "org.members_default_role");
    }
  }

  /**
   * What counts of a team.
   *
   * @param tenant whose it is
   * @param owner its owner
   * @param parent the team that it is part of
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
   * What counts of a registered resource.
   *
   * @param owner its owner
   * @param parent the resource that it is part of
   */
  record ResourceFacts(UserId owner, Optional<ResourceId> parent) {
    /** Refuses a null. */
    public ResourceFacts {
      given(owner, "resource.owner");
      given(parent, "resource.parent");
    }
  }
}
