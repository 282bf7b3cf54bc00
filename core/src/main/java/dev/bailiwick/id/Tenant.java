package dev.bailiwick.id;

import java.util.Comparator;

/**
 * The unit of isolation, locking and revisions: an org, or a person outside any org. A grant,
 * parent, team or membership never connects two tenants, except for guests.
 */
public sealed interface Tenant permits UserId, OrgId {
  /** Persons ascending, then orgs ascending: the order in which locks are taken. */
  Comparator<Tenant> ORDER = Tenant::compare;

  private static int compare(Tenant a, Tenant b) {
    int kinds = Boolean.compare(a instanceof OrgId, b instanceof OrgId);
    return kinds != 0 ? kinds : Long.compare(number(a), number(b));
  }

  private static long number(Tenant tenant) {
    return tenant instanceof UserId user ? user.value() : ((OrgId) tenant).value();
  }
}
