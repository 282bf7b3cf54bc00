package dev.bailiwick.team;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.NotFound;
import dev.bailiwick.id.TeamId;

/** There is no such team, or the actor cannot reach it. */
public final class NoSuchTeam extends NotFound {
  private static final long serialVersionUID = 1L;

  private final long team;

  /** Names the team. */
  public NoSuchTeam(TeamId team) {
    super("no such team: " + given(team, "team"));
    this.team = team.value();
  }

  /** The team, as the caller named it. */
  public TeamId team() {
    return new TeamId(team);
  }
}
