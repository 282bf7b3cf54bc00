package dev.bailiwick.access;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.permission.Role;
import java.util.Optional;

/**
 * One path on which a user receives permissions, or loses them by a denial.
 *
 * @param kind the kind of the path
 * @param at the resource on which it begins: the resource of the decision, or one of its ancestors
 * @param role the role that was granted or denied; empty if the path follows from ownership or
 *     membership
 * @param grant the grant or denial; empty if the path follows from ownership or membership
 * @param teams the teams through which a grant reaches the user: first a team of which the user is
 *     a member, then its ancestors up to the team that has the grant
 */
public record Path(
    Kind kind,
    ResourceId at,
    Optional<Role> role,
    Optional<Grant> grant,
    ImmutableList<TeamId> teams) {
  /** Refuses a null. */
  public Path {
    given(kind, "path.kind");
    given(at, "path.at");
    given(role, "path.role");
    given(grant, "path.grant");
    given(teams, "path.teams");
  }

  /** The kinds of paths to permissions. */
  public enum Kind {
    /** The user owns the resource, or one of its ancestors. */
    RESOURCE_OWNER,
    /** The user owns the org, or is the person to whom the tenant belongs. */
    TENANT_OWNER,
    /** The user administers the org. */
    ORG_ADMIN,
    /** Every active member of the org has this role. */
    MEMBERS_DEFAULT,
    /** The resource is a team, and the user is a member of the team or of a descendant of it. */
    TEAM_MEMBER,
    /** By a grant. */
    GRANT,
    /** By a denial, which takes permissions away. */
    DENIAL
  }
}
