package dev.bailiwick.internal.team;

import dev.bailiwick.id.Limits;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Text;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.NestingLimit;
import dev.bailiwick.internal.rule.TeamNeed;
import dev.bailiwick.internal.rule.TeamRights;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.store.View;
import dev.bailiwick.team.NoSuchTeam;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamConflict;
import java.util.Optional;

/** The rules of teams that several commands share. */
final class TeamRules {
  /** A team as a result: only its id is stored, and a retry reads the team again. */
  static final StoredResult<Team> RESULT =
      new StoredResult<>(
          (out, team) -> out.number(team.id().value()),
          (caller, in) -> TeamRights.of(caller, in.team()).team());

  private TeamRules() {}

  /** Refuses a name that another team of the tenant has. */
  static void refuseTakenName(View view, Tenant tenant, String name, Optional<TeamId> except) {
    String canonical = Text.canonical(Text.name(name, "team.name"));
    view.teams()
        .find(tenant, canonical)
        .filter(other -> except.filter(other.id()::equals).isEmpty())
        .ifPresent(
            other -> {
              throw new TeamConflict(TeamConflict.Rule.NAME_TAKEN);
            });
  }

  /**
   * Refuses a parent that the actor does not control. To nest a team adds its members to the users
   * that receive the grants of the parent, and the controllers of the team then choose these
   * members.
   */
  static void requireParent(Caller caller, Tenant tenant, TeamId parent) {
    if (!TeamRights.of(caller, parent).team().tenant().equals(tenant)) {
      throw new NoSuchTeam(parent);
    }
    caller.require(new TeamNeed(parent, TeamNeed.Right.MANAGE));
  }

  /** The rule of nesting: no cycle, at most {@link Limits#TEAM_DEPTH} ancestors. */
  static NestingLimit<TeamId> nesting(View view) {
    return new NestingLimit<>(
        "team nesting",
        Limits.TEAM_DEPTH,
        id -> view.teams().find(id).flatMap(team -> team.parents().stream().findFirst()),
        id -> StoredLists.children(view, id).map(Team::id),
        () -> new TeamConflict(TeamConflict.Rule.CYCLE));
  }
}
