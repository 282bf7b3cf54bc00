package dev.bailiwick.internal.rule;

import dev.bailiwick.invitation.Gift;
import dev.bailiwick.user.Email;

/**
 * A person whom a call names, and who is asked by an invitation.
 *
 * @param email the address
 * @param gift the memberships that the person gets
 */
public record InvitedMember(Email email, Gift gift) {}
