package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.Event;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.delegation.NewDelegation;
import dev.bailiwick.delegation.NoSuchDelegation;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.delegation.AllowAgent;
import dev.bailiwick.internal.delegation.ListDelegations;
import dev.bailiwick.internal.delegation.RevokeAgent;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;

/**
 * The questions and changes of an actor about agents: service accounts that act for a person who
 * allowed it. The actor of the requests is {@link Delegation#actor}. Its right is the part that the
 * service account, the person and the scope have in common. It can ask what it may do, read a
 * resource and delete one; every other call throws {@link NoPermission}.
 *
 * <p>A delegation counts until its end while both accounts are in use and have an active membership
 * of the org, and the person is no super user. Each call checks this again. It ends for good when
 * one of the two memberships ends, or one of the accounts is locked, deactivated, signed out
 * everywhere or erased, gets another primary address or another password, or loses an identity.
 *
 * <p>Each call throws {@link dev.bailiwick.store.MissingPart} if the store has no part {@link
 * dev.bailiwick.store.Part#IMPERSONATION}.
 */
public final class Agents {
  private final Calls calls;

  Agents(Calls calls) {
    this.calls = calls;
  }

  /**
   * Lets a service account act for the actor in the org of the session. Requires an active member
   * of the org in person: not through an API key, by impersonation or for another. A super user and
   * a service account have no agents. The person is told by {@link
   * dev.bailiwick.notice.NoticePort}.
   *
   * @throws NoSuchMember if the agent has no account in use with an active membership of the org
   * @throws NoPermission if the agent is no service account
   * @throws InvalidParameter if the session has no org, or the model does not have a role or a type
   *     of the scope
   * @throws LimitExceeded if the person has {@link NewDelegation#MOST} of them in the org
   */
  public Written<Delegation> allow(NewDelegation delegation) {
    Required.given(delegation, "delegation");
    return calls.change(new AllowAgent(delegation));
  }

  /**
   * Ends a delegation. Requires the person, the service account or an org admin; the service
   * account also through its API key, and through the session of the delegation.
   *
   * @throws NoSuchDelegation if there is no such delegation for the actor
   */
  public Written<DelegationId> revoke(DelegationId delegation) {
    Required.given(delegation, "delegation");
    return calls.change(new RevokeAgent(delegation));
  }

  /** Returns the delegations by the actor that count, within the session, by ascending id. */
  public ImmutableList<Delegation> mine() {
    return calls.ask(Event.AGENT_LIST, ListDelegations::byActor);
  }

  /**
   * Returns the delegations that count by which the actor, a service account, can act for others,
   * by ascending id. Also through an API key of the account.
   */
  public ImmutableList<Delegation> ofMe() {
    return calls.ask(Event.AGENT_HELD, ListDelegations::toActor);
  }

  /** Returns a page of the delegations in an org that count, by ascending id. Requires an admin. */
  public Page<Delegation> ofOrg(OrgId org, PageRequest request) {
    Required.given(org, "org", request, "page");
    return calls.ask(Event.AGENT_LIST, caller -> ListDelegations.ofOrg(caller, org, request));
  }
}
