package dev.bailiwick.grant;

import static dev.bailiwick.error.InvalidParameter.given;

/**
 * A grant or denial in a list. It counts if it is in force and its accessor is active.
 *
 * @param grant the grant
 * @param inForce whether its validity period contains the instant of the question
 * @param inactive whether the accessor gets nothing by it at present: the account of the user is
 *     deactivated or locked, the membership of the org is inactive, or the org is suspended
 */
public record ListedGrant(Grant grant, boolean inForce, boolean inactive) {
  /** Refuses a null. */
  public ListedGrant {
    given(grant, "grant");
  }
}
