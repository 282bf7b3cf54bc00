package dev.bailiwick.internal.value;

import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import java.util.function.Function;

/**
 * The decisions by the kind of an accessor or tenant. A new kind becomes a new parameter here, so
 * that each decision of the core that does not handle it breaks the build.
 */
public final class Kinds {
  private Kinds() {}

  /** Applies the function for the kind of the accessor. */
  public static <R> R match(
      Accessor accessor,
      Function<UserId, R> onUser,
      Function<TeamId, R> onTeam,
      Function<OrgId, R> onOrg,
      Function<Everyone, R> onEveryone) {
    if (accessor instanceof UserId user) {
      return onUser.apply(user);
    } else if (accessor instanceof TeamId team) {
      return onTeam.apply(team);
    } else if (accessor instanceof OrgId org) {
      return onOrg.apply(org);
    }
    return onEveryone.apply((Everyone) accessor);
  }

  /** Applies the function for the kind of the tenant. */
  public static <R> R match(Tenant tenant, Function<UserId, R> onPerson, Function<OrgId, R> onOrg) {
    return tenant instanceof UserId person ? onPerson.apply(person) : onOrg.apply((OrgId) tenant);
  }
}
