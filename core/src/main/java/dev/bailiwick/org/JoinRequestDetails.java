package dev.bailiwick.org;

import static dev.bailiwick.error.InvalidParameter.given;

/**
 * A request to join an org, as its admins see it.
 *
 * @param request the request
 * @param fullName the display name of the person; empty if it is not set
 */
public record JoinRequestDetails(JoinRequest request, String fullName) {
  /** Refuses a null. */
  public JoinRequestDetails {
    given(request, "request");
    given(fullName, "full_name");
  }
}
