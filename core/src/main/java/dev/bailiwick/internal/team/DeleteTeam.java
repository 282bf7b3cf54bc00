package dev.bailiwick.internal.team;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.RolePermissions;
import dev.bailiwick.internal.rule.TeamNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import java.util.List;
import java.util.stream.Stream;

/** Deletes a team with its memberships and all grants to it and on it; its children are kept. */
public record DeleteTeam(TeamId team) implements Command<Team, Revision> {
  @Override
  public Event event() {
    return Event.TEAM_DELETE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(delete());
  }

  private TeamNeed delete() {
    return new TeamNeed(team, TeamNeed.Right.DELETE);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("team", team);
  }

  @Override
  public StoredResult<Revision> result() {
    return StoredResult.REVISION;
  }

  @Override
  public Plan<Team> plan(Caller caller) {
    Team found = caller.require(delete()).team();
    RolePermissions.requireLift(caller, found.tenant(), grants(caller.view(), found.tenant()));
    return Plan.of(found.tenant(), found);
  }

  private Stream<Grant> grants(View view, Tenant tenant) {
    return Stream.concat(
        StoredLists.grantsTo(view, tenant, team), StoredLists.grantsOn(view, tenant, team.key()));
  }

  @Override
  public Revision apply(Change change, Team found) {
    View view = change.view();
    List<Seat> seats = StoredLists.seats(view, team).toList();
    List<Grant> grants = grants(view, found.tenant()).distinct().toList();
    List<Team> children = StoredLists.children(view, team).toList();
    seats.forEach(seat -> change.delete(found.tenant(), seat));
    grants.forEach(change::delete);
    children.forEach(child -> change.update(child, child.withoutParent()));
    change.delete(found);
    return change.revision();
  }
}
