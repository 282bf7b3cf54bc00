package dev.bailiwick.invitation;

import static dev.bailiwick.error.InvalidParameter.each;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.FactoryValue;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.permission.Role;
import java.util.Collection;
import java.util.Map;
import org.immutables.value.Value;

/**
 * The memberships and roles that a person gets by accepting an invitation. An invitation of an org
 * also gives the membership of the org.
 *
 * <pre>{@code
 * Gift.membership().asAdmin().inTeam(ops).withRole(OPERATOR, FLOW.id("7"))
 * }</pre>
 */
@FactoryValue
@Value.Immutable
public abstract class Gift {
  Gift() {}

  /** Returns whether the person becomes an admin of the org. */
  @Value.Parameter
  public abstract boolean admin();

  /** Returns the teams, each with the admin flag of the membership. */
  @Value.Parameter
  public abstract ImmutableMap<TeamId, Boolean> teams();

  /** Returns the roles on resources. */
  @Value.Parameter
  public abstract ImmutableSet<InvitedRole> roles();

  /** Refuses a gift of too many things. */
  @Value.Check
  void check() {
    InvalidParameter.unless(
        teams().size() + roles().size() <= Limits.ENTRIES,
        "invitation.gift",
        "must be at most " + Limits.ENTRIES + " teams and roles");
  }

  /** Returns the gift of an ordinary membership, without teams and roles. */
  public static Gift membership() {
    return ImmutableGift.of(false, ImmutableMap.of(), ImmutableSet.of());
  }

  /** Returns a gift with all of its parts, as a store has kept them. */
  public static Gift of(boolean admin, Map<TeamId, Boolean> teams, Collection<InvitedRole> roles) {
    return ImmutableGift.of(
        admin,
        ImmutableSortedMap.copyOf(each(teams, "invitation.teams")),
        ImmutableSet.copyOf(each(roles, "invitation.roles")));
  }

  /** Returns a copy that makes the person an admin of the org. */
  public Gift asAdmin() {
    return withAdmin(true);
  }

  /** Returns a copy with the given admin flag of the org. */
  public Gift withAdmin(boolean isAdmin) {
    return of(isAdmin, teams(), roles());
  }

  /** Returns a copy that also gives the membership of a team. */
  public Gift inTeam(TeamId team) {
    return inTeam(team, false);
  }

  /** Returns a copy that also makes the person an admin of a team. */
  public Gift asAdminOf(TeamId team) {
    return inTeam(team, true);
  }

  private Gift inTeam(TeamId team, boolean isAdmin) {
    InvalidParameter.given(team, "invitation.team");
    return of(admin(), with(teams(), ImmutableMap.of(team, isAdmin)), roles());
  }

  /** Returns a copy that also gives a role on a resource. */
  public Gift withRole(Role role, ResourceId resource) {
    return of(
        admin(),
        teams(),
        ImmutableSet.<InvitedRole>builder()
            .addAll(roles())
            .add(new InvitedRole(resource, role))
            .build());
  }

  /** Returns a copy that also gives everything that the other gives. */
  public Gift and(Gift other) {
    InvalidParameter.given(other, "invitation.gift");
    return of(
        admin() || other.admin(),
        with(teams(), other.teams()),
        ImmutableSet.<InvitedRole>builder().addAll(roles()).addAll(other.roles()).build());
  }

  private static ImmutableMap<TeamId, Boolean> with(
      ImmutableMap<TeamId, Boolean> teams, Map<TeamId, Boolean> more) {
    return ImmutableMap.<TeamId, Boolean>builder().putAll(teams).putAll(more).buildKeepingLast();
  }
}
