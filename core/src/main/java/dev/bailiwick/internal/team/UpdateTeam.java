package dev.bailiwick.internal.team;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Text;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.TeamNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamChange;
import java.util.List;
import java.util.Optional;

/** Changes a team's properties, and adds members or updates their admin flags. */
public record UpdateTeam(TeamId team, TeamChange update) implements Command<TeamSeating, Team> {
  @Override
  public Event event() {
    return Event.TEAM_UPDATE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(edit());
  }

  private TeamNeed edit() {
    return new TeamNeed(team, TeamNeed.Right.EDIT);
  }

  @Override
  public void describe(RequestDigest digest) {
    digest
        .accessor("team", team)
        .text("name", update.name())
        .text("description", update.description())
        .maybe("tags", update.tags(), (out, tags) -> out.set("tag", tags))
        .maybe("attributes", update.attributes(), (out, values) -> out.map("values", values))
        .each("member", update.members(), MemberLookup::describe);
  }

  @Override
  public StoredResult<Team> result() {
    return TeamRules.RESULT;
  }

  @Override
  public Plan<TeamSeating> plan(Caller caller) {
    TeamSeating.announce(caller, update.members());
    Team found = caller.require(edit()).team();
    update
        .name()
        .ifPresent(
            name ->
                TeamRules.refuseTakenName(caller.view(), found.tenant(), name, Optional.of(team)));
    return TeamSeating.of(caller, found, update.members()).planned();
  }

  @Override
  public Team apply(Change change, TeamSeating seating) {
    Team before = seating.team();
    Team edited =
        change.update(
            before,
            before
                .withName(update.name().orElse(before.name()))
                .withDescription(update.description().orElse(before.description()))
                .withTags(
                    update.tags().map(tags -> Text.tags(tags, "team.tags")).orElse(before.tags()))
                .withAttributes(update.attributes().orElse(before.attributes())));
    return seating.in(edited).apply(change, List.of());
  }
}
