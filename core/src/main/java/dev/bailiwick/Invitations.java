package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.invitation.AcceptInvitation;
import dev.bailiwick.internal.invitation.DeclineInvitation;
import dev.bailiwick.internal.invitation.InvitationKey;
import dev.bailiwick.internal.invitation.ListInvitations;
import dev.bailiwick.internal.invitation.ResendInvitation;
import dev.bailiwick.internal.invitation.SendInvitation;
import dev.bailiwick.internal.invitation.WithdrawInvitations;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.InvitationCode;
import dev.bailiwick.invitation.InvitationConflict;
import dev.bailiwick.invitation.InvitationDetails;
import dev.bailiwick.invitation.NoSuchInvitation;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.user.Email;

/**
 * The questions and changes of an actor about invitations. An invitation goes to an address. A call
 * answers the same whether an account has the address or not, and in whatever state the account is.
 */
public final class Invitations {
  private final Calls calls;

  Invitations(Calls calls) {
    this.calls = calls;
  }

  /**
   * Invites an address to an org. If the actor has invited it already, the invitation also gives
   * the new gift, lasts for its whole lifetime again, and gets a new code. An address that has
   * declined lately gets no mail, and its invitation stays {@link Invitation.State#DECLINED}.
   * Adding a member by address ({@code orgs().members(org).add}) invites, too. Requires an org
   * admin with the right to give each part of the gift.
   *
   * @throws dev.bailiwick.error.LimitExceeded if the org has too many open invitations
   * @throws InvitationConflict if the host's port does not permit the invitation
   */
  public Written<Invitation> send(OrgId org, Email email, Gift gift) {
    Required.given(org, "org", email, "email");
    Required.given(gift, "gift");
    return calls.change(new SendInvitation(org, email, gift));
  }

  /**
   * Sends an invitation again, with a new code and its whole lifetime. Requires an admin of the
   * org, or the owner of the teams.
   *
   * @throws NoSuchInvitation if there is no such invitation, or if the person has declined it
   */
  public Written<Invitation> resend(InvitationId invitation) {
    Required.given(invitation, "invitation");
    return calls.change(new ResendInvitation(invitation));
  }

  /**
   * Withdraws invitations of one tenant that are not declined. Skips others. Requires an admin of
   * the org, or the owner of the teams.
   *
   * @return the withdrawn invitations
   */
  public Written<ImmutableList<InvitationId>> withdraw(Tenant tenant, InvitationId... invitations) {
    Required.given(tenant, "tenant");
    return calls.change(
        new WithdrawInvitations(
            tenant, ImmutableList.copyOf(Required.list(invitations, "invitations"))));
  }

  /**
   * Returns a page of the invitations of a tenant, also of ended and declined ones, by ascending
   * id. Requires an admin of the org, or the owner of the teams.
   */
  public Page<Invitation> list(Tenant tenant, PageRequest request) {
    Required.given(tenant, "tenant", request, "page");
    return calls.ask(
        Event.INVITATION_LIST, caller -> ListInvitations.page(caller, tenant, request));
  }

  /**
   * Returns a page of the open invitations to the verified address of the actor's account, by
   * ascending id. Invitations of suspended orgs are left out.
   */
  public Page<InvitationDetails> received(PageRequest request) {
    Required.given(request, "page");
    return calls.ask(
        Event.INVITATION_RECEIVED, caller -> ListInvitations.received(caller, request));
  }

  /**
   * Returns the open invitation that a code belongs to. This uses up nothing. Every actor with the
   * code may ask, also one without a usable account.
   *
   * @throws NoSuchInvitation if the code is not the latest one of an open invitation
   */
  public InvitationDetails get(InvitationCode code) {
    Required.given(code, "code");
    return calls.askOfAnyAccount(
        Event.INVITATION_READ, caller -> ListInvitations.byCode(caller, code));
  }

  /**
   * Accepts an invitation to the verified address of the actor's account. The person becomes a
   * member and gets the gift; a membership that is inactive stays as it is. Teams and resources
   * that do not exist any more are left out.
   *
   * @return the org; for teams outside orgs, the person to whom they belong
   * @throws NoSuchInvitation if there is no open invitation to this person with this id
   * @throws InvitationConflict if the inviter could not give all of it at this moment, or if the
   *     person was removed from the org after the invitation was sent
   */
  public Written<Tenant> accept(InvitationId invitation) {
    Required.given(invitation, "invitation");
    return calls.change(new AcceptInvitation(InvitationKey.of(invitation)));
  }

  /**
   * Accepts the invitation that a code belongs to. The code came to the address, so it proves the
   * address: an account without a verified address has this one as its verified address afterwards,
   * and gets the unclaimed accounts for it.
   *
   * @return as {@link #accept(InvitationId)}
   * @throws NoSuchInvitation if the code is not the latest one of an open invitation
   * @throws InvitationConflict as {@link #accept(InvitationId)}, or if the account has another
   *     verified address, or another account has this one
   */
  public Written<Tenant> accept(InvitationCode code) {
    Required.given(code, "code");
    return calls.change(new AcceptInvitation(InvitationKey.of(code)));
  }

  /**
   * Declines an invitation to the verified address of the actor's account. The tenant cannot invite
   * the address again for {@link dev.bailiwick.invitation.InvitationLimits#DECLINED}.
   *
   * @return as {@link #accept(InvitationId)}
   * @throws NoSuchInvitation if there is no open invitation to this person with this id
   */
  public Written<Tenant> decline(InvitationId invitation) {
    Required.given(invitation, "invitation");
    return calls.change(new DeclineInvitation(InvitationKey.of(invitation)));
  }

  /**
   * Declines the invitation that a code belongs to, as {@link #decline(InvitationId)}. The system
   * actor may do so for a person without an account.
   *
   * @return as {@link #accept(InvitationId)}
   * @throws NoSuchInvitation if the code is not the latest one of an open invitation
   */
  public Written<Tenant> decline(InvitationCode code) {
    Required.given(code, "code");
    return calls.change(new DeclineInvitation(InvitationKey.of(code)));
  }
}
