package dev.bailiwick.internal.rule;

import dev.bailiwick.id.TeamId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.permission.Permission;

/**
 * A right on a team that the actor can see.
 *
 * @param team the team
 * @param right the right on it
 */
public record TeamNeed(TeamId team, Right right) implements Need<TeamRights> {
  /** The rights on a team. */
  public enum Right {
    /**
     * To add members, and to change the name and description: each admin of the team has this
     * right.
     */
    EDIT,
    /** To control it. */
    MANAGE,
    /** To delete it. */
    DELETE,
    /** To give it away. The new owner has every permission, so the actor needs every permission. */
    GIVE
  }

  @Override
  public TeamRights check(Caller caller) {
    TeamRights rights = TeamRights.of(caller, team);
    switch (right) {
      case EDIT -> require(caller, rights.mayEdit(), Permission.MANAGE.toString());
      case MANAGE -> requirePermission(caller, rights, Permission.MANAGE);
      case DELETE -> requirePermission(caller, rights, Permission.DELETE);
      case GIVE -> require(caller, rights.permissions().isAll(), "every permission");
    }
    return rights;
  }

  private static void requirePermission(Caller caller, TeamRights rights, Permission permission) {
    require(caller, rights.permissions().contains(permission), permission.toString());
  }

  private static void require(Caller caller, boolean has, String needed) {
    if (!has) {
      throw caller.refused(needed + " on the team");
    }
  }
}
