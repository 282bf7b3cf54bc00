package dev.bailiwick.store;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.user.User;

/**
 * What must still be true of the user who acts, when a unit of work ends, for the unit to count: it
 * was authorised on it and holds no lock that keeps it as it is.
 *
 * @param user their account is in use: active and not locked
 * @param superUser whether they must be a super user as well
 * @param orgs in each of these they have an active membership
 */
public record ActorStanding(UserId user, boolean superUser, ImmutableSet<OrgId> orgs) {

  /** Refuses nulls. */
  public ActorStanding {
    InvalidParameter.given(user, "standing.user");
    InvalidParameter.each(orgs, "standing.orgs");
  }

  /** Whether all of it is true in a view. */
  public boolean holdsIn(View view) {
    return InvalidParameter.given(view, "view")
            .users()
            .find(user)
            .filter(User::usable)
            .filter(found -> found.superUser() || !superUser)
            .isPresent()
        && orgs.stream()
            .allMatch(
                org -> view.orgs().membership(org, user).filter(Membership::active).isPresent());
  }
}
