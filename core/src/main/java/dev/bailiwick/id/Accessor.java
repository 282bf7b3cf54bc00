package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;

import java.util.Comparator;
import java.util.function.Function;

/** A recipient of a grant: a user, a team, an org as a whole, or everyone. */
public sealed interface Accessor permits UserId, TeamId, OrgId, Everyone {
  /** Users first, then teams, orgs and everyone; by id within a kind. */
  Comparator<Accessor> ORDER = Accessor::compare;

  /** Handles every kind of accessor, so that a new kind breaks the build and not a host. */
  default <R> R match(
      Function<UserId, R> onUser,
      Function<TeamId, R> onTeam,
      Function<OrgId, R> onOrg,
      Function<Everyone, R> onEveryone) {
    given(onUser, "on_user");
    given(onTeam, "on_team");
    given(onOrg, "on_org");
    given(onEveryone, "on_everyone");
    if (this instanceof UserId user) {
      return onUser.apply(user);
    } else if (this instanceof TeamId team) {
      return onTeam.apply(team);
    } else if (this instanceof OrgId org) {
      return onOrg.apply(org);
    }
    return onEveryone.apply((Everyone) this);
  }

  private static int compare(Accessor a, Accessor b) {
    int kinds = Integer.compare(kind(a), kind(b));
    return kinds != 0 ? kinds : Long.compare(number(a), number(b));
  }

  private static int kind(Accessor accessor) {
    return accessor.match(user -> 0, team -> 1, org -> 2, everyone -> 3);
  }

  private static long number(Accessor accessor) {
    return accessor.match(UserId::value, TeamId::value, OrgId::value, everyone -> 0L);
  }
}
