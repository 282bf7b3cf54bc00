package dev.bailiwick.internal.rule;

import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.user.User;
import java.util.Optional;

/**
 * Power over an account, not over a membership. An org's admins have it over a service account of
 * the org, over an account that the org made, until the person claims the account, and over the
 * account of a member whose primary address is of a verified domain of the org. The system actor
 * and super users have it over every account; super users not over an account that belongs to a
 * suspended org.
 *
 * @param user the account
 */
public record AccountPower(UserId user) implements Need<User> {
  @Override
  public User check(Caller caller) {
    User found = caller.user(user);
    found.belongsTo().ifPresent(caller::requireOpen);
    if (org(caller, found).isEmpty() && !caller.trusted()) {
      throw caller.refused(
          "super user, or admin of the org to which the account belongs or that has its domain");
    }
    return found;
  }

  /** Returns the org by which the actor has power over an account. */
  static Optional<OrgId> org(Caller caller, User user) {
    return user.belongsTo().isPresent()
        ? user.belongsTo().filter(caller::adminByMembership)
        : DomainRules.powerOver(caller, user);
  }
}
