package dev.bailiwick.id;

import static dev.bailiwick.error.InvalidParameter.given;

import java.util.Comparator;
import java.util.function.Function;

/**
 * The unit of isolation, locking and revisions: an org, or a person outside any org. A grant,
 * parent, team or membership never connects two tenants, except for guests.
 */
public sealed interface Tenant permits UserId, OrgId {
  /** Persons ascending, then orgs ascending: the order in which locks are taken. */
  Comparator<Tenant> ORDER = Tenant::compare;

  /** Handles both kinds of tenant. */
  default <R> R match(Function<UserId, R> onPerson, Function<OrgId, R> onOrg) {
    given(onPerson, "on_person");
    given(onOrg, "on_org");
    return this instanceof UserId user ? onPerson.apply(user) : onOrg.apply((OrgId) this);
  }

  private static int compare(Tenant a, Tenant b) {
    int kinds = Boolean.compare(a instanceof OrgId, b instanceof OrgId);
    return kinds != 0 ? kinds : Long.compare(number(a), number(b));
  }

  private static long number(Tenant tenant) {
    return tenant.match(UserId::value, OrgId::value);
  }
}
