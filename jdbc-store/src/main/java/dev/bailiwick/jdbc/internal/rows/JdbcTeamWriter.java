package dev.bailiwick.jdbc.internal.rows;

import static dev.bailiwick.id.Text.canonical;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Json;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.TeamRepository;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamConflict;
import java.util.Optional;

/** Writes the teams of a unit of work, with their memberships. */
public final class JdbcTeamWriter extends JdbcTeamRepository implements TeamRepository.Writer {
  private final RowTarget target;

  public JdbcTeamWriter(RowTarget target) {
    super(target);
    this.target = target;
  }

  /** {@inheritDoc} A unit of work lists them to change their owner, and so finds them again. */
  @Override
  public ImmutableList<Team> ownedBy(Tenant tenant, UserId owner, Slice<TeamId> slice) {
    ImmutableList<Team> owned = super.ownedBy(tenant, owner, slice);
    owned.forEach(team -> target.caches().teams.put(team.id(), team));
    return owned;
  }

  @Override
  public void save(Team team) {
    String name = canonical(team.name());
    boolean isNew = found(team.id()).filter(t -> canonical(t.name()).equals(name)).isEmpty();
    if (isNew
        && find(team.tenant(), name).filter(other -> !other.id().equals(team.id())).isPresent()) {
      throw new TeamConflict(TeamConflict.Rule.NAME_TAKEN);
    }
    target.change(Table.TEAMS, team.tenant());
    target.writeLater(
        Table.TEAMS,
        team.id(),
        Query.of(
            target
                .dialect()
                .upsert(
                    "bailiwick_team",
                    ImmutableList.of("tenant", "id"),
                    ImmutableList.of(
                        "tenant_kind",
                        "owner",
                        "name",
                        "canonical_name",
                        "description",
                        "parent",
                        "tags",
                        "attributes",
                        "created_at",
                        "updated_at",
                        "version")),
            Row.number(team.tenant()),
            team.id().value(),
            Row.kind(team.tenant()),
            team.owner().value(),
            team.name(),
            name,
            team.description(),
            team.parents().stream().findFirst().map(TeamId::value).orElse(null),
            Json.write(team.tags()),
            Json.write(team.attributes()),
            Row.micros(team.createdAt()),
            Row.micros(team.updatedAt()),
            team.version()));
    target.caches().teams.put(team.id(), team);
  }

  @Override
  public void delete(Team team) {
    target.change(Table.TEAMS, team.tenant());
    target.writeLater(
        Table.TEAMS,
        team.id(),
        Query.of(
            "DELETE FROM bailiwick_team WHERE tenant = ? AND id = ?",
            Row.number(team.tenant()),
            team.id().value()));
    target.caches().teams.put(team.id(), Optional.empty());
  }

  @Override
  public void save(Seat seat) {
    Tenant tenant = tenant(seat);
    target.change(Table.SEATS, tenant);
    RowKey<TeamId, UserId> row = new RowKey<>(seat.team(), seat.user());
    target.writeLater(
        Table.SEATS,
        row,
        Query.of(
            target
                .dialect()
                .upsert(
                    "bailiwick_seat",
                    ImmutableList.of("tenant", "team", "user_id"),
                    ImmutableList.of("org", "admin")),
            Row.number(tenant),
            seat.team().value(),
            seat.user().value(),
            tenant instanceof OrgId org ? org.value() : null,
            seat.admin()));
    target.caches().seats.put(row, seat);
  }

  @Override
  public void delete(Seat seat) {
    Tenant tenant = tenant(seat);
    target.change(Table.SEATS, tenant);
    RowKey<TeamId, UserId> row = new RowKey<>(seat.team(), seat.user());
    target.writeLater(
        Table.SEATS,
        row,
        Query.of(
            "DELETE FROM bailiwick_seat WHERE tenant = ? AND team = ? AND user_id = ?",
            Row.number(tenant),
            seat.team().value(),
            seat.user().value()));
    target.caches().seats.put(row, Optional.empty());
  }

  private Tenant tenant(Seat seat) {
    return find(seat.team())
        .orElseThrow(() -> new IllegalStateException("a seat in no team: " + seat))
        .tenant();
  }
}
