package dev.bailiwick.team;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;

/**
 * The membership of a user in a team.
 *
 * @param team the team
 * @param user the user
 * @param admin whether the member may add and change members
 */
public record Seat(TeamId team, UserId user, boolean admin) implements Audited {
  /** Refuses a null. */
  public Seat {
    given(team, "seat.team");
    given(user, "seat.user");
  }

  @Override
  public ItemType itemType() {
    return ItemType.SEAT;
  }

  @Override
  public ImmutableMap<String, String> auditKey() {
    return ImmutableMap.of(
        "team", Long.toString(team.value()), "user", Long.toString(user.value()));
  }

  @Override
  public ImmutableMap<String, String> auditProperties() {
    return ImmutableMap.of("admin", Boolean.toString(admin));
  }

  @Override
  public ImmutableSet<ResourceId> touches() {
    return ImmutableSet.of(team.key(), ResourceId.of(user));
  }
}
