package dev.bailiwick.store;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.user.User;
import java.util.Optional;

/**
 * The conditions that the actor of a unit of work must still meet when the unit ends. The unit was
 * authorised by them, and holds no lock that protects them. If one of them is lost, the unit does
 * not count.
 *
 * @param user the actor, whose account must be usable: active and not locked
 * @param stamp the stamp that the account must have; empty if any will do
 * @param superUser whether the user must also be a super user
 * @param orgs the orgs in each of which the user must have an active membership; none of them may
 *     be suspended
 */
public record ActorStanding(
    UserId user, Optional<Long> stamp, boolean superUser, ImmutableSet<OrgId> orgs) {

  /** Refuses nulls. */
  public ActorStanding {
    InvalidParameter.given(user, "standing.user");
    InvalidParameter.given(stamp, "standing.stamp");
    InvalidParameter.each(orgs, "standing.orgs");
  }

  /** Whether all of these conditions hold in a view. */
  public boolean holdsIn(View view) {
    return InvalidParameter.given(view, "view")
            .users()
            .find(user)
            .filter(User::usable)
            .filter(found -> stamp.map(needed -> needed == found.stamp()).orElse(true))
            .filter(found -> found.superUser() || !superUser)
            .isPresent()
        && orgs.stream()
            .allMatch(
                org ->
                    view.orgs().membership(org, user).filter(Membership::active).isPresent()
                        && view.orgs().suspension(org).isEmpty());
  }
}
