package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.call.Request;
import dev.bailiwick.internal.org.AcceptOwnership;
import dev.bailiwick.internal.org.CreateOrg;
import dev.bailiwick.internal.org.DeclineOwnership;
import dev.bailiwick.internal.org.DefineRole;
import dev.bailiwick.internal.org.DeleteOrg;
import dev.bailiwick.internal.org.DeleteRole;
import dev.bailiwick.internal.org.ListOrgs;
import dev.bailiwick.internal.org.OfferOwnership;
import dev.bailiwick.internal.org.ResumeOrg;
import dev.bailiwick.internal.org.SuspendOrg;
import dev.bailiwick.internal.org.TransferOrgOwnership;
import dev.bailiwick.internal.org.UpdateOrg;
import dev.bailiwick.internal.org.WithdrawOwnership;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgSuspended;
import dev.bailiwick.org.OwnershipOffer;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;

/** The questions and changes of an actor about orgs; for their members see {@link #members}. */
public final class Orgs {
  private final Calls calls;

  Orgs(Calls calls) {
    this.calls = calls;
  }

  /**
   * Creates an org, with its owner as its first member and admin. Requires the system actor or a
   * super user.
   *
   * @throws NoSuchMember if the owner cannot use their account
   * @throws OrgConflict if another org has the external key
   */
  public Org create(NewOrg org) {
    Required.given(org, "org");
    return calls.change(new CreateOrg(org));
  }

  /** Returns an org. Requires an active membership. */
  public Org get(OrgId id) {
    Required.given(id, "org");
    return calls.ask(Event.ORG_READ, caller -> ListOrgs.one(caller, id));
  }

  /** Returns the org that has an external key. Requires an active membership. */
  public Org get(String externalKey) {
    Text.id(externalKey, "org.external_key");
    return calls.ask(Event.ORG_READ, caller -> ListOrgs.byExternalKey(caller, externalKey));
  }

  /**
   * Returns a page of the actor's orgs, by ascending id; of all orgs, for the system actor and
   * super users.
   */
  public Page<Org> list(PageRequest request) {
    Required.given(request, "page");
    return calls.ask(Event.ORG_LIST, caller -> ListOrgs.page(caller, request));
  }

  /** Returns the calls about the members of an org. */
  public OrgMembers members(OrgId id) {
    Required.given(id, "org");
    return new OrgMembers(calls, id);
  }

  /** Returns the calls about the verified domains of an org. */
  public OrgDomains domains(OrgId id) {
    Required.given(id, "org");
    return new OrgDomains(calls, id);
  }

  /** Returns the calls about the requests to join an org. */
  public JoinRequests joinRequests(OrgId id) {
    Required.given(id, "org");
    return new JoinRequests(calls, id);
  }

  /**
   * Changes the settings of an org. Requires an org admin; to switch sharing with guests, the org's
   * owner; to set the external key or the attributes, the system actor or a super user. Switching
   * sharing off deletes the grants of guests.
   *
   * @throws OrgConflict if another org has the external key
   * @throws InvalidParameter if the default role is unknown
   * @throws NoPermission if the default role, before or after, holds more than the actor has
   */
  public Org update(OrgId id, OrgChange change) {
    Required.given(id, "org", change, "change");
    return calls.change(new UpdateOrg(id, change));
  }

  /**
   * Offers the ownership of an org to one of its admins, for {@link OwnershipOffer#LIFETIME}. The
   * offer replaces an earlier one. It ends if the candidate is removed or is no admin any more, if
   * the candidate's membership or account is deactivated or the account is locked, and with every
   * change of the owner. Requires the owner; the system actor and super users call {@link
   * #transferOwnership}.
   *
   * @throws NoSuchMember if the candidate is not a member
   * @throws OrgConflict if the candidate is the owner, or not an active admin whose account is
   *     claimed and usable
   */
  public Org offerOwnership(OrgId id, UserId candidate) {
    Required.given(id, "org", candidate, "candidate");
    return calls.change(new OfferOwnership(id, candidate));
  }

  /**
   * Withdraws the offer of an org's ownership. Changes nothing if there is none. Requires the
   * owner, the system actor or a super user.
   */
  public Org withdrawOwnership(OrgId id) {
    Required.given(id, "org");
    return calls.change(new WithdrawOwnership(id));
  }

  /**
   * Declines the offer of an org's ownership to the actor. Requires the candidate.
   *
   * @throws OrgConflict if no offer to the actor is open
   */
  public Org declineOwnership(OrgId id) {
    Required.given(id, "org");
    return calls.change(new DeclineOwnership(id));
  }

  /**
   * Accepts the offer of an org's ownership to the actor, who becomes the owner; the former owner
   * stays an admin. If the former owner's account was erased, it leaves the org, and everything
   * that it owned there goes to the new owner. Requires the candidate, as an active admin.
   *
   * @throws OrgConflict if no offer to the actor is open, or the owner's account is deactivated or
   *     locked
   */
  public Org acceptOwnership(OrgId id) {
    Required.given(id, "org");
    return calls.change(new AcceptOwnership(id));
  }

  /**
   * Makes a person the owner of an org at once, and an active member and admin if they are not; the
   * former owner stays an admin, except an erased account, which leaves the org. Ends an offer.
   * Requires the system actor or a super user; the owner calls {@link #offerOwnership}.
   *
   * @throws NoSuchMember if the new owner has no claimed account that can be used
   */
  public Org transferOwnership(OrgId id, UserId owner) {
    Required.given(id, "org", owner, "owner");
    return calls.change(new TransferOrgOwnership(id, owner));
  }

  /**
   * Suspends an org in full: {@link #suspend(OrgId, String, Suspension)} with {@link
   * Suspension#FULL}.
   */
  public Org suspend(OrgId id, String reason) {
    return suspend(id, reason, Suspension.FULL);
  }

  /**
   * Suspends an org until {@link #resume}, at once and everywhere. Each call about the org is
   * refused: for members with {@link OrgSuspended}, for every other user as if the org did not
   * exist. Its members have no permission in it, or with {@link Suspension#READ_ONLY} the
   * permission to read at most, and can read what they could read before. Guests have no permission
   * in it, and grants to the org in other orgs give nothing; denials to it still bind. The accounts
   * of its members and their other orgs are untouched. Nothing is deleted.
   *
   * <p>The system actor is not bound by a suspension: the host reads and changes a suspended org as
   * any other. A super user finds it, reads its log, and suspends or resumes it. Requires the
   * system actor or a super user.
   *
   * @param reason the reason, not empty, which the entry in the org's log keeps; it takes the place
   *     of {@link Session#because}. It is not shown to members while the org is suspended
   * @param suspension the extent; it replaces the extent of an org that is suspended already
   */
  public Org suspend(OrgId id, String reason, Suspension suspension) {
    Required.given(id, "org", reason, "reason", suspension, "suspension");
    InvalidParameter.unless(!reason.isBlank(), "reason", "must not be blank");
    Request request = calls.request().because(Text.text(reason, "reason"));
    return new Calls(calls.host(), request).change(new SuspendOrg(id, suspension));
  }

  /**
   * Ends the suspension of an org: memberships, grants and everything else count again as they are
   * stored. Changes nothing if the org is not suspended. Requires the system actor or a super user.
   */
  public Org resume(OrgId id) {
    Required.given(id, "org");
    return calls.change(new ResumeOrg(id));
  }

  /**
   * Deletes an org with everything in it; a tombstone and the audit log remain. Requires the owner,
   * the system actor or a super user.
   */
  public Org delete(OrgId id) {
    Required.given(id, "org");
    return calls.change(new DeleteOrg(id));
  }

  /** Returns the roles that an org defined, by name. Requires an active membership. */
  public ImmutableList<RoleDefinition> roles(OrgId id) {
    Required.given(id, "org");
    return calls.ask(Event.ORG_ROLES, caller -> ListOrgs.roles(caller, id));
  }

  /**
   * Defines a role of the org's own, or defines it again. Requires an org admin.
   *
   * @throws InvalidParameter if a permission is unknown, or the model does not let orgs give it
   * @throws NoPermission if the actor does not have every permission of the role, before and after,
   *     on the org and wherever the role is granted or denied
   */
  public Written<RoleDefinition> defineRole(OrgId id, Role role, Permission... permissions) {
    Required.given(id, "org", role, "role");
    return calls.change(
        new DefineRole(
            new RoleDefinition(
                id, role, ImmutableSortedSet.copyOf(Required.list(permissions, "permissions")))));
  }

  /**
   * Deletes a role of the org's own. Requires an org admin.
   *
   * @throws InvalidParameter if there is no such role
   * @throws OrgConflict if the role is the default role, granted or denied
   */
  public Written<RoleDefinition> deleteRole(OrgId id, Role role) {
    Required.given(id, "org", role, "role");
    return calls.change(new DeleteRole(id, role));
  }
}
