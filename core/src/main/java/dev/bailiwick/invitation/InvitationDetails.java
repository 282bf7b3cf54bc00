package dev.bailiwick.invitation;

import static dev.bailiwick.error.InvalidParameter.given;

import java.util.Optional;

/**
 * An invitation as the invited person sees it. Names are texts of the inviting side: show them as
 * text, and never as a link. A name that looks like a link ({@code https://}, {@code www.}) is left
 * out.
 *
 * @param invitation the invitation
 * @param orgName the name of the org; empty for teams outside orgs
 * @param inviterName the display name of the user who invites; empty for the system actor, or if
 *     the account is gone
 */
public record InvitationDetails(
    Invitation invitation, Optional<String> orgName, Optional<String> inviterName) {
  /** Refuses a null. */
  public InvitationDetails {
    given(invitation, "invitation");
    given(orgName, "invitation.org_name");
    given(inviterName, "invitation.inviter_name");
  }
}
