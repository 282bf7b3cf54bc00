package dev.bailiwick.internal.delegation;

import dev.bailiwick.delegation.NewDelegation;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.DelegationStanding;
import dev.bailiwick.internal.call.ImpersonationStanding;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.store.Part;
import dev.bailiwick.user.User;

/**
 * The right of a person to let a service account act for them in the org of the session. Nobody has
 * it for another person: a host acts as the person.
 *
 * @param wanted the delegation
 */
record AllowNeed(NewDelegation wanted) implements Need<AllowNeed.Allowed> {
  /** The org and the two accounts. */
  record Allowed(OrgId org, User person, User agent) {}

  @Override
  public Allowed check(Caller caller) {
    caller.view().requirePart(Part.IMPERSONATION);
    OrgId org = caller.sessionOrg();
    caller.org(org);
    User person =
        caller
            .userId()
            .flatMap(caller.view().users()::find)
            .filter(me -> ImpersonationStanding.isActiveMember(caller.view(), org, me.id()))
            .filter(DelegationStanding::mayAllow)
            .orElseThrow(() -> caller.refused("a member of the org, in person, no super user"));
    return new Allowed(org, person, agent(caller, org));
  }

  private User agent(Caller caller, OrgId org) {
    UserId wantedAgent = wanted.agent();
    User agent =
        caller
            .view()
            .users()
            .find(wantedAgent)
            .filter(User::usable)
            .filter(found -> ImpersonationStanding.isActiveMember(caller.view(), org, found.id()))
            .orElseThrow(() -> new NoSuchMember(wantedAgent));
    if (!DelegationStanding.isAgentOf(org, agent)) {
      throw caller.refused("a service account of the org, to act for the person");
    }
    return agent;
  }
}
