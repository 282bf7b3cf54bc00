package dev.bailiwick;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.rule.TeamRights;
import dev.bailiwick.internal.team.CreateTeam;
import dev.bailiwick.internal.team.DeleteTeam;
import dev.bailiwick.internal.team.ListTeams;
import dev.bailiwick.internal.team.NestTeam;
import dev.bailiwick.internal.team.TransferTeamOwnership;
import dev.bailiwick.internal.team.UnnestTeam;
import dev.bailiwick.internal.team.UpdateTeam;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.team.TeamConflict;
import dev.bailiwick.team.TeamFilter;
import dev.bailiwick.team.TeamRole;

/**
 * The questions and changes of an actor about teams. The owner of a team, users with {@link
 * Permission#MANAGE} on it and the admins of its org control it. A team admin adds and changes
 * members, renames and describes the team. Its members see it, and the users in control of its
 * parent see it and can take it out of the parent. For every user without a right to it, the team
 * does not exist.
 */
public final class Teams {
  private final Calls calls;

  Teams(Calls calls) {
    this.calls = calls;
  }

  /**
   * Creates a team in the actor's org, or outside orgs as the actor's own. Each active member of an
   * org may create teams, and owns them; an admin may create a team for another owner. A parent in
   * the request needs the same right as {@link #nest}.
   *
   * @throws TeamConflict if the tenant has a team of this name
   * @throws NoSuchMember if a named user cannot be a member: in an org, if they have no active
   *     membership of it
   */
  public Team create(NewTeam team) {
    Required.given(team, "team");
    return calls.change(new CreateTeam(team));
  }

  /** Returns a team. */
  public Team get(TeamId id) {
    Required.given(id, "team");
    return calls.ask(Event.TEAM_READ, caller -> TeamRights.of(caller, id).team());
  }

  /** Returns the actor's roles in a team. */
  public ImmutableSet<TeamRole> roles(TeamId id) {
    Required.given(id, "team");
    return calls.ask(Event.TEAM_READ, caller -> ListTeams.roles(caller, id));
  }

  /** Returns the calls about the members of a team. */
  public TeamMembers members(TeamId id) {
    Required.given(id, "team");
    return new TeamMembers(calls, id);
  }

  /**
   * Returns a page of the actor's teams in their org, by ascending id. Outside orgs, these are the
   * teams that they own and the stand-alone teams of other users of which they are a member.
   */
  public Page<Team> list(TeamFilter filter, PageRequest request) {
    Required.given(filter, "filter", request, "page");
    return calls.ask(Event.TEAM_LIST, caller -> ListTeams.own(caller, filter, request));
  }

  /**
   * Returns a page of the teams of the actor's org that the actor can see, by ascending id. Org
   * admins see all of them.
   */
  public Page<Team> listAll(PageRequest request) {
    Required.given(request, "page");
    return calls.ask(Event.TEAM_LIST_ALL, caller -> ListTeams.all(caller, request));
  }

  /**
   * Changes a team, and adds members or updates their admin flag, as {@link TeamMembers#add} does.
   * Removes no member. Requires the team-admin role.
   *
   * @throws TeamConflict if the tenant has another team of this name
   * @throws NoSuchMember as {@link TeamMembers#add}
   */
  public Team update(TeamId id, TeamChange change) {
    Required.given(id, "team", change, "change");
    return calls.change(new UpdateTeam(id, change));
  }

  /**
   * Makes a team part of another team of the same tenant. The members of a nested team have the
   * rights of its parent. A team has one parent at most, so the new one replaces the old one.
   * Requires control of both teams. The change is in the log of each of them.
   *
   * @throws TeamConflict if the team would be part of itself
   * @throws LimitExceeded if teams would nest more than {@link Limits#TEAM_DEPTH} deep
   */
  public Team nest(TeamId id, TeamId parent) {
    Required.given(id, "team", parent, "parent");
    return calls.change(new NestTeam(id, parent));
  }

  /**
   * Takes a team out of a parent. Changes nothing if the team is not part of it. Requires control
   * of the team, or of the parent of which it is part.
   */
  public Team unnest(TeamId id, TeamId parent) {
    Required.given(id, "team", parent, "parent");
    return calls.change(new UnnestTeam(id, parent));
  }

  /**
   * Makes another active member of the org the owner of a team. Requires every permission on the
   * team: its owner and the org's owner have them, and org admins unless the model keeps some for
   * owners.
   *
   * @throws NoSuchMember if the new owner is not an active member of the org
   * @throws TeamConflict if the team stands alone
   */
  public Team transferOwnership(TeamId id, UserId owner) {
    Required.given(id, "team", owner, "owner");
    return calls.change(new TransferTeamOwnership(id, owner));
  }

  /**
   * Deletes a team with its memberships, the grants to it and the grants on it. Its children are
   * kept, without a parent. Requires {@link Permission#DELETE} on the team, and the right to lift
   * each denial that is deleted with it.
   *
   * @return the revision of the change
   */
  public Revision delete(TeamId id) {
    Required.given(id, "team");
    return calls.change(new DeleteTeam(id));
  }
}
