package dev.bailiwick.internal.team;

import dev.bailiwick.internal.write.Change;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import java.util.List;

/**
 * The memberships of a team that a command ends.
 *
 * @param team the team
 * @param seats the memberships
 */
record TeamLeaving(Team team, List<Seat> seats) {
  /** Deletes the memberships, and records on the team, once, that its members changed. */
  void apply(Change change) {
    seats.forEach(seat -> change.delete(team.tenant(), seat));
    if (!seats.isEmpty()) {
      change.touch(team);
    }
  }
}
