package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.store.View;

/** The teams and resources that a user owns in the actor's org. */
public final class OwnedThings {
  private OwnedThings() {}

  /**
   * Returns the right that is needed to list and to transfer the things of a user. Users do so for
   * themselves; an org's admins for all members.
   */
  static OrgNeed need(Actor actor, OrgId org, UserId user) {
    return actor.user().filter(user::equals).isPresent() ? OrgNeed.member(org) : OrgNeed.admin(org);
  }

  /**
   * Returns the actor's org, if the actor may list and transfer the things that the user owns
   * there.
   */
  static OrgId require(Caller caller, UserId user) {
    OrgId org = caller.sessionOrg();
    caller.require(need(caller.actor(), org, user));
    if (caller.view().orgs().membership(org, user).isEmpty()) {
      throw new NoSuchMember(user);
    }
    return org;
  }

  /** Returns everything that a user owns in the actor's org: teams first, then resources. */
  public static ImmutableList<ResourceRef> of(Caller caller, UserId user) {
    return list(caller.view(), require(caller, user), user);
  }

  static ImmutableList<ResourceRef> list(View view, OrgId org, UserId user) {
    return AccountRules.owned(view, org, user).collect(ImmutableList.toImmutableList());
  }
}
