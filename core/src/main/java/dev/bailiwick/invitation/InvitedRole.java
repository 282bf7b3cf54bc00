package dev.bailiwick.invitation;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.id.ResourceId;
import dev.bailiwick.permission.Role;

/**
 * A role on a resource that an invitation gives.
 *
 * @param resource the resource, in the tenant of the invitation
 * @param role the role, without a limit in time
 */
public record InvitedRole(ResourceId resource, Role role) {
  /** Refuses a null. */
  public InvitedRole {
    given(resource, "invitation.resource");
    given(role, "invitation.role");
  }
}
