package dev.bailiwick.access;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.permission.Role;
import java.util.Optional;

/**
 * One way in which permissions come to, or are taken from, somebody.
 *
 * @param kind how
 * @param at where it stands: the resource itself or one of its ancestors
 * @param role what was given or denied; empty where it follows from what they are
 * @param grant the grant or denial; empty where it follows from what they are
 * @param teams through which teams a grant reaches them: their own first, then its ancestors up to
 *     the one that was granted
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

  /** How permissions come to somebody. */
  public enum Kind {
    /** They own the resource, or one above it. */
    RESOURCE_OWNER,
    /** They own the org, or are the person whose own it is. */
    TENANT_OWNER,
    /** They administer the org. */
    ORG_ADMIN,
    /** Every active member of the org has this role. */
    MEMBERS_DEFAULT,
    /** They are a member of the team, or of a child of it, that this is about. */
    TEAM_MEMBER,
    /** By a grant. */
    GRANT,
    /** By a denial, which takes away. */
    DENIAL
  }
}
