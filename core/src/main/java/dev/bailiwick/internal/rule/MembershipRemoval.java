package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.User;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Ends memberships of orgs. A user who leaves an org, in any way, loses the team memberships, the
 * grants and the membership there. An heir becomes the owner of everything that the user owns
 * there.
 */
public final class MembershipRemoval {
  private MembershipRemoval() {}

  /**
   * Removes a user from an org; everything that the user owns there goes to {@code heir}.
   *
   * @throws OrgConflict if the user is the owner of the org
   */
  public static void leave(Change change, Membership membership, UserId heir) {
    OrgId org = membership.org();
    UserId user = membership.user();
    if (change.view().orgs().find(org).filter(found -> found.owner().equals(user)).isPresent()) {
      throw new OrgConflict(OrgConflict.Rule.OWNER_STAYS);
    }
    boolean claimed =
        change.view().users().find(user).filter(found -> found.belongsTo().isEmpty()).isPresent();
    boolean guests = claimed && change.view().orgs().find(org).filter(Org::sharing).isPresent();
    List<Seat> seats = StoredLists.seatsOf(change.view(), user, org).toList();
    // If the org shares, the user can be a guest from now on, and denials must still bind the user.
    List<Grant> grants =
        StoredLists.grantsTo(change.view(), org, user)
            .filter(grant -> !guests || grant.effect() == Effect.ALLOW)
            .toList();
    InvitationRules.withdrawAbout(change, org, user);
    handOver(change, org, user, heir);
    seats.forEach(seat -> change.delete(org, seat));
    grants.forEach(change::delete);
    KeyRules.end(change, org, user);
    ImpersonationRules.end(change, org, user);
    DelegationRules.end(change, org, user);
    change.delete(membership);
    OwnershipOffers.endFor(change, org, user);
    forget(change, org, ImmutableSet.of(user));
    DomainRules.leave(change, org, user);
  }

  /** Deletes a membership of an unclaimed account, with its team memberships and grants. */
  public static void end(Change change, Membership membership) {
    loseSeatsAndGrants(change, membership.org(), membership.user());
    change.delete(membership);
  }

  /**
   * Removes an org from accounts. It is no longer the default org of any of them. A service
   * account, and one that the org made and that nobody has claimed, ends with the membership: no
   * person has it, and no other org knows it.
   */
  public static void forget(Change change, OrgId org, Collection<UserId> users) {
    Map<Boolean, List<User>> byOrg =
        change.view().users().findAll(users).values().stream()
            .collect(Collectors.partitioningBy(user -> user.belongsTo().equals(Optional.of(org))));
    AccountRules.close(change, byOrg.getOrDefault(true, List.of()), Optional.empty());
    change.clearDefaultOrgs(
        byOrg.getOrDefault(false, List.of()).stream()
            .filter(user -> user.defaultOrg().equals(Optional.of(org)))
            .toList());
  }

  /** Transfers everything that one user owns in a tenant to another user. */
  public static void handOver(Change change, Tenant tenant, UserId from, UserId to) {
    List<Team> teams = StoredLists.teamsOwnedBy(change.view(), tenant, from).toList();
    List<Resource> resources = StoredLists.resourcesOwnedBy(change.view(), tenant, from).toList();
    teams.forEach(team -> change.update(team, team.withOwner(to)));
    resources.forEach(resource -> change.update(resource, resource.withOwner(to)));
  }

  /**
   * Deletes every team membership, every grant and every key of a user in a tenant, and ends the
   * impersonations of the user and the delegations by and to the user there.
   */
  public static void loseSeatsAndGrants(Change change, Tenant tenant, UserId user) {
    List<Seat> seats = StoredLists.seatsOf(change.view(), user, tenant).toList();
    List<Grant> grants = StoredLists.grantsTo(change.view(), tenant, user).toList();
    seats.forEach(seat -> change.delete(tenant, seat));
    grants.forEach(change::delete);
    KeyRules.end(change, tenant, user);
    ImpersonationRules.end(change, tenant, user);
    DelegationRules.end(change, tenant, user);
  }
}
