package dev.bailiwick.internal.rule;

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
import java.util.List;

/**
 * What goes when somebody leaves an org, on whichever way: their seats, their grants, their
 * membership, and what they owned to an heir.
 */
public final class MembershipRemoval {
  private MembershipRemoval() {}

  /** Takes a person out of an org; what they owned there goes to {@code heir}. */
  public static void leave(Change change, Membership membership, UserId heir) {
    OrgId org = membership.org();
    UserId user = membership.user();
    if (change.view().orgs().find(org).filter(found -> found.owner().equals(user)).isPresent()) {
      throw new OrgConflict(OrgConflict.Rule.OWNER_STAYS);
    }
    boolean guests = change.view().orgs().find(org).filter(Org::sharing).isPresent();
    List<Seat> seats = StoredLists.seatsOf(change.view(), user, org).toList();
    // Where guests count, a denial still stands against whoever is one from now on.
    List<Grant> grants =
        StoredLists.grantsTo(change.view(), org, user)
            .filter(grant -> !guests || grant.effect() == Effect.ALLOW)
            .toList();
    handOver(change, org, user, heir);
    seats.forEach(seat -> change.delete(org, seat));
    grants.forEach(change::delete);
    change.delete(membership);
    forget(change, org, user);
  }

  /**
   * Lets the account know nothing more of an org: the person does not act there by default, and who
   * once made the account has no power over it any more, should they come back.
   */
  public static void forget(Change change, OrgId org, UserId user) {
    User before = change.view().users().find(user).orElseThrow();
    change.update(
        before,
        before
            .withDefaultOrg(before.defaultOrg().filter(other -> !other.equals(org)))
            .withCreatedIn(before.createdIn().filter(other -> !other.equals(org))));
  }

  /** Gives all that somebody owns in a tenant to somebody else. */
  public static void handOver(Change change, Tenant tenant, UserId from, UserId to) {
    List<Team> teams = StoredLists.teamsOwnedBy(change.view(), tenant, from).toList();
    List<Resource> resources = StoredLists.resourcesOwnedBy(change.view(), tenant, from).toList();
    teams.forEach(team -> change.update(team, team.withOwner(to)));
    resources.forEach(resource -> change.update(resource, resource.withOwner(to)));
  }

  /** Takes every seat and grant of a person in a tenant away. */
  public static void loseSeatsAndGrants(Change change, Tenant tenant, UserId user) {
    List<Seat> seats = StoredLists.seatsOf(change.view(), user, tenant).toList();
    List<Grant> grants = StoredLists.grantsTo(change.view(), tenant, user).toList();
    seats.forEach(seat -> change.delete(tenant, seat));
    grants.forEach(change::delete);
  }
}
