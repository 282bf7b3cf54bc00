package dev.bailiwick.internal.rule;

import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.util.Optional;

/**
 * The rules of service accounts. A service account is a member of its org and of no other, owns
 * nothing, and ends with its membership.
 */
public final class ServiceAccountRules {
  private ServiceAccountRules() {}

  public static boolean isServiceAccount(View view, UserId user) {
    return view.users().find(user).flatMap(User::serviceOf).isPresent();
  }

  /** Whether an account can be a member or a guest of an org, or in a team of a person. */
  public static boolean mayEnter(User user, Tenant tenant) {
    return user.serviceOf().filter(org -> !org.equals(tenant)).isEmpty();
  }

  /**
   * Returns the user who owns the things that the actor makes: the actor, or the org's owner if the
   * actor is a service account. Empty for a system actor.
   */
  public static Optional<UserId> ownerOfNew(Caller caller) {
    return caller
        .userId()
        .map(
            me ->
                caller
                    .view()
                    .users()
                    .find(me)
                    .flatMap(User::serviceOf)
                    .flatMap(caller.view().orgs()::find)
                    .map(Org::owner)
                    .orElse(me));
  }

  /** Refuses to make a service account an admin, unless the actor is the org's owner or trusted. */
  public static void requireMayPromote(
      Caller caller, OrgId org, Optional<Membership> before, Membership after) {
    boolean promotes = after.admin() && before.filter(Membership::admin).isEmpty();
    if (promotes && isServiceAccount(caller.view(), after.user())) {
      boolean owner =
          caller.view().orgs().find(org).filter(found -> caller.is(found.owner())).isPresent();
      if (!owner && !caller.trusted()) {
        throw caller.refused("org owner, to make a service account an admin");
      }
    }
  }
}
