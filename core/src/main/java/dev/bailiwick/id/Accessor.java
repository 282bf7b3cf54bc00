package dev.bailiwick.id;

import java.util.Comparator;

/**
 * A recipient of a grant: a user, a team, an org as a whole, or everyone. More kinds can follow:
 * code that decides by kind with {@code instanceof} has a branch for all others.
 */
public sealed interface Accessor permits UserId, TeamId, OrgId, Everyone {
  /** Users first, then teams, orgs and everyone; by id within a kind. */
  Comparator<Accessor> ORDER = Accessor::compare;

  private static int compare(Accessor a, Accessor b) {
    int kinds = Integer.compare(kind(a), kind(b));
    return kinds != 0 ? kinds : Long.compare(number(a), number(b));
  }

  private static int kind(Accessor accessor) {
    if (accessor instanceof UserId) {
      return 0;
    } else if (accessor instanceof TeamId) {
      return 1;
    }
    return accessor instanceof OrgId ? 2 : 3;
  }

  private static long number(Accessor accessor) {
    if (accessor instanceof UserId user) {
      return user.value();
    } else if (accessor instanceof TeamId team) {
      return team.value();
    }
    return accessor instanceof OrgId org ? org.value() : 0;
  }
}
