package dev.bailiwick;

import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.User;
import java.util.List;
import java.util.Optional;

/**
 * What goes when somebody leaves an org, on whichever way: their seats, their grants, their
 * membership, and what they owned to an heir.
 */
final class Departure {
  private Departure() {}

  /** Takes a person out of an org; what they owned there goes to {@code heir}. */
  static void leave(Change change, Membership membership, UserId heir) {
    OrgId org = membership.org();
    UserId user = membership.user();
    if (change.view().orgs().find(org).filter(found -> found.owner().equals(user)).isPresent()) {
      throw new OrgConflict(OrgConflict.Rule.OWNER_STAYS);
    }
    handOver(change, org, user, heir);
    loseSeatsAndGrants(change, org, user);
    change.delete(membership);
    User before = change.view().users().find(user).orElseThrow();
    if (before.defaultOrg().filter(org::equals).isPresent()) {
      change.update(before, before.withDefaultOrg(Optional.empty()));
    }
  }

  /** Gives all that somebody owns in a tenant to somebody else. */
  static void handOver(Change change, Tenant tenant, UserId from, UserId to) {
    List<Team> teams = Lists.teamsOwnedBy(change.view(), tenant, from).toList();
    teams.forEach(team -> change.update(team, team.withOwner(to)));
    List<Resource> resources = Lists.resourcesOwnedBy(change.view(), tenant, from).toList();
    resources.forEach(resource -> change.update(resource, resource.withOwner(to)));
  }

  /** Takes every seat and grant of a person in a tenant away. */
  static void loseSeatsAndGrants(Change change, Tenant tenant, UserId user) {
    List<Seat> seats = Lists.seatsOf(change.view(), user, tenant).toList();
    seats.forEach(seat -> change.delete(tenant, seat));
    Lists.grantsTo(change.view(), tenant, user).toList().forEach(change::delete);
  }
}
