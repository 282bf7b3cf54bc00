package dev.bailiwick.invitation;

import static dev.bailiwick.error.InvalidParameter.given;

/**
 * A mail with the code of an invitation, for the host to send.
 *
 * @param details the invitation, with the address
 * @param code the secret code, which this mail alone contains
 * @param committed whether the invitation is committed; false within a transaction of the host. The
 *     host sends such a mail only after its own commit.
 */
public record InvitationMail(InvitationDetails details, InvitationCode code, boolean committed) {
  /** Refuses a null. */
  public InvitationMail {
    given(details, "mail.details");
    given(code, "mail.code");
  }
}
