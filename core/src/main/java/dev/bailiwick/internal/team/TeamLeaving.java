package dev.bailiwick.internal.team;

import dev.bailiwick.internal.write.Change;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import java.util.List;

/**
 * Memberships of a team that end.
 *
 * @param team the team
 * @param seats the memberships
 */
record TeamLeaving(Team team, List<Seat> seats) {
  /** Deletes the memberships; the team notes once that its members changed. */
  void apply(Change change) {
    seats.forEach(seat -> change.delete(team.tenant(), seat));
    if (!seats.isEmpty()) {
      change.touch(team);
    }
  }
}
