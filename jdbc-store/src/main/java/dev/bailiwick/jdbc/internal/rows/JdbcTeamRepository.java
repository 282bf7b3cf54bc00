package dev.bailiwick.jdbc.internal.rows;

import static dev.bailiwick.id.Text.canonical;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Json;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.jdbc.internal.sql.Sql;
import dev.bailiwick.jdbc.internal.unit.JdbcTransaction;
import dev.bailiwick.jdbc.internal.unit.JdbcView;
import dev.bailiwick.jdbc.internal.unit.JdbcView.Table;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.TeamRepository;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamConflict;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The teams of a view. */
public record JdbcTeamRepository(JdbcView view) implements TeamRepository.Writer {
  private static final String COLUMNS =
      "t.tenant_kind, t.tenant, t.id, t.owner, t.name, t.description, t.parent, t.tags,"
          + " t.attributes, t.created_at, t.updated_at, t.version";
  private static final String TEAMS = "SELECT " + COLUMNS + " FROM bailiwick_team t WHERE ";
  private static final String SEATS = "SELECT s.team, s.user_id, s.admin FROM bailiwick_seat s ";
  private static final String OF_TEAM =
      "JOIN bailiwick_team t ON t.tenant = s.tenant AND t.id = s.team WHERE t.id = ? ";

  @Override
  public Optional<Team> find(TeamId id) {
    return view.found(
        Table.TEAMS,
        id,
        () -> {
          Optional<UserId> actor = view.actor();
          return actor.isPresent()
              ? withSeat(id, actor.get())
              : view.sql().find(Query.of(TEAMS + "id = ?", id.value()), JdbcTeamRepository::team);
        });
  }

  /** A team, if it was found already. */
  private Optional<Team> found(TeamId id) {
    return view.known(Table.TEAMS, id, Team.class).flatMap(team -> team);
  }

  /**
   * A team together with the seat in it of somebody who will be asked about next, and with whether
   * anything is part of it.
   */
  private Optional<Team> withSeat(TeamId id, UserId user) {
    return view.sql()
        .find(
            Query.of(
                "SELECT "
                    + COLUMNS
                    + ", s.admin, r.revision, r.structure, EXISTS (SELECT 1 FROM bailiwick_team c"
                    + " WHERE c.tenant = t.tenant AND c.parent = t.id) FROM bailiwick_team t"
                    + " JOIN bailiwick_tenant r ON r.id = t.tenant LEFT JOIN bailiwick_seat s"
                    + " ON s.tenant = t.tenant AND s.team = t.id AND s.user_id = ? WHERE t.id = ?",
                user.value(),
                id.value()),
            row -> {
              Team team = team(row);
              view.remember(
                  Table.SEATS,
                  List.<Object>of(id, user),
                  row.flagIfAny().map(admin -> new Seat(id, user, admin)));
              view.remember(Table.TENANTS, team.tenant(), Optional.of(JdbcView.Version.read(row)));
              if (!row.flag()) {
                view.rememberNone(childrenOf(id, Slice.first()));
              }
              return team;
            });
  }

  @Override
  public Optional<Team> find(Tenant tenant, String canonicalName) {
    return view.found(
        Table.TEAMS,
        List.<Object>of(tenant, canonicalName),
        () ->
            view.sql()
                .find(
                    Query.of(
                        TEAMS + "tenant = ? AND canonical_name = ?",
                        Row.number(tenant),
                        canonicalName),
                    JdbcTeamRepository::team));
  }

  @Override
  public ImmutableMap<TeamId, Team> findAll(Collection<TeamId> ids) {
    return teams(Query.of(TEAMS + "id IN "), ids, TeamId::value).stream()
        .collect(ImmutableMap.toImmutableMap(Team::id, team -> team));
  }

  @Override
  public ImmutableMap<String, Team> findByName(Tenant tenant, Collection<String> canonicalNames) {
    return teams(
            Query.of(TEAMS + "tenant = ? AND canonical_name IN ", Row.number(tenant)),
            canonicalNames,
            name -> name)
        .stream()
        .collect(ImmutableMap.toImmutableMap(team -> canonical(team.name()), team -> team));
  }

  private <K> ImmutableList<Team> teams(
      Query query, Collection<K> keys, Function<K, Object> parameter) {
    ImmutableList.Builder<Team> found = ImmutableList.builder();
    for (List<K> some : Iterables.partition(new LinkedHashSet<>(keys), Sql.CHUNK)) {
      found.addAll(
          view.sql()
              .list(
                  Query.of(query.text(), query.parameters().toArray())
                      .in(some.stream().map(parameter).toList()),
                  JdbcTeamRepository::team));
    }
    return found.build();
  }

  @Override
  public ImmutableList<Team> list(Tenant tenant, Slice<TeamId> slice) {
    return teams(Query.of(TEAMS + "tenant = ?", Row.number(tenant)), slice);
  }

  @Override
  public ImmutableList<Team> ownedBy(Tenant tenant, UserId owner, Slice<TeamId> slice) {
    ImmutableList<Team> owned =
        teams(
            Query.of(TEAMS + "tenant = ? AND owner = ?", Row.number(tenant), owner.value()), slice);
    if (view instanceof JdbcTransaction) {
      // Whoever lists them in a unit of work gives them to another.
      owned.forEach(team -> view.remember(Table.TEAMS, team.id(), Optional.of(team)));
    }
    return owned;
  }

  @Override
  public ImmutableList<Team> children(TeamId parent, Slice<TeamId> slice) {
    return view.list(childrenOf(parent, slice), JdbcTeamRepository::team);
  }

  private static Query childrenOf(TeamId parent, Slice<TeamId> slice) {
    return sliced(
        Query.of(
            TEAMS
                + "tenant = (SELECT p.tenant FROM bailiwick_team p WHERE p.id = ?) AND parent = ?",
            parent.value(),
            parent.value()),
        slice);
  }

  private ImmutableList<Team> teams(Query query, Slice<TeamId> slice) {
    return view.list(sliced(query, slice), JdbcTeamRepository::team);
  }

  private static Query sliced(Query query, Slice<TeamId> slice) {
    return query.add(
        " AND id > ? ORDER BY id LIMIT ?",
        slice.after().map(TeamId::value).orElse(0L),
        slice.limit());
  }

  @Override
  public Optional<Seat> seat(TeamId team, UserId user) {
    return view.found(
        Table.SEATS,
        List.<Object>of(team, user),
        () ->
            found(team)
                .flatMap(found -> view.knownFacts(found.tenant()))
                .flatMap(facts -> facts.fetchedSeat(team, user))
                .orElseGet(
                    () ->
                        view.sql()
                            .find(
                                Query.of(
                                    SEATS + OF_TEAM + "AND s.user_id = ?",
                                    team.value(),
                                    user.value()),
                                JdbcTeamRepository::seat)));
  }

  @Override
  public ImmutableList<Seat> seats(TeamId team, Slice<UserId> slice) {
    // Whoever lists seats shows who sits there.
    Query query =
        Query.of(
            JdbcUserRepository.COLUMNS_AND
                + "s.admin FROM (SELECT s.user_id, s.admin FROM bailiwick_seat s "
                + OF_TEAM
                + "AND s.user_id > ? ORDER BY s.user_id LIMIT ?) s"
                + " JOIN bailiwick_user u ON u.id = s.user_id"
                + " LEFT JOIN bailiwick_identity i ON i.user_id = u.id ORDER BY u.id",
            team.value(),
            slice.after().map(UserId::value).orElse(0L),
            slice.limit());
    return view.users().beside(query, Row::flag).entrySet().stream()
        .map(seat -> new Seat(team, seat.getKey(), seat.getValue()))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public ImmutableList<Seat> seatsOf(UserId user, Tenant tenant, Slice<TeamId> slice) {
    return view.list(
        Query.of(
            SEATS
                + "WHERE s.user_id = ? AND s.tenant = ? AND s.team > ?"
                + " ORDER BY s.team LIMIT ?",
            user.value(),
            Row.number(tenant),
            slice.after().map(TeamId::value).orElse(0L),
            slice.limit()),
        JdbcTeamRepository::seat);
  }

  @Override
  public ImmutableList<UserId> personsSeating(UserId user, Slice<UserId> slice) {
    // Read anew under a lock: a seat in another's team does not move who is given it.
    return view.sql()
        .list(
            Query.of(
                "SELECT DISTINCT s.tenant FROM bailiwick_seat s"
                    + " WHERE s.user_id = ? AND s.tenant > ? AND s.org IS NULL"
                    + " ORDER BY s.tenant LIMIT ?",
                user.value(),
                slice.after().map(UserId::value).orElse(0L),
                slice.limit()),
            Row::user);
  }

  private static Team team(Row row) throws SQLException {
    return Team.builder()
        .tenant(row.tenant())
        .id(new TeamId(row.number()))
        .owner(row.user())
        .name(row.text())
        .description(row.text())
        .parent(row.numberIfAny().map(TeamId::new))
        .tags(
            Json.array(Json.read(row.text())).stream()
                .map(Json::text)
                .collect(ImmutableSortedSet.toImmutableSortedSet(Text.ORDER)))
        .attributes(row.attributes())
        .createdAt(row.instant())
        .updatedAt(row.instant())
        .version(row.number())
        .build();
  }

  private static Seat seat(Row row) throws SQLException {
    return new Seat(new TeamId(row.number()), row.user(), row.flag());
  }

  @Override
  public void save(Team team) {
    String name = canonical(team.name());
    boolean isNew = found(team.id()).filter(t -> canonical(t.name()).equals(name)).isEmpty();
    if (isNew
        && find(team.tenant(), name).filter(other -> !other.id().equals(team.id())).isPresent()) {
      throw new TeamConflict(TeamConflict.Rule.NAME_TAKEN);
    }
    view.write(Table.TEAMS, team.tenant());
    view.writeLater(
        Table.TEAMS,
        team.id(),
        Query.of(
            view.dialect()
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
            team.parent().map(TeamId::value).orElse(null),
            Json.write(team.tags()),
            Json.write(team.attributes()),
            Row.micros(team.createdAt()),
            Row.micros(team.updatedAt()),
            team.version()));
    view.remember(Table.TEAMS, team.id(), Optional.of(team));
  }

  @Override
  public void delete(Team team) {
    view.write(Table.TEAMS, team.tenant());
    view.writeLater(
        Table.TEAMS,
        team.id(),
        Query.of(
            "DELETE FROM bailiwick_team WHERE tenant = ? AND id = ?",
            Row.number(team.tenant()),
            team.id().value()));
    view.remember(Table.TEAMS, team.id(), Optional.empty());
  }

  @Override
  public void save(Seat seat) {
    Tenant tenant = tenant(seat);
    view.write(Table.SEATS, tenant);
    List<Object> row = List.of(seat.team(), seat.user());
    view.writeLater(
        Table.SEATS,
        row,
        Query.of(
            view.dialect()
                .upsert(
                    "bailiwick_seat",
                    ImmutableList.of("tenant", "team", "user_id"),
                    ImmutableList.of("org", "admin")),
            Row.number(tenant),
            seat.team().value(),
            seat.user().value(),
            tenant instanceof OrgId org ? org.value() : null,
            seat.admin()));
    view.remember(Table.SEATS, row, Optional.of(seat));
  }

  @Override
  public void delete(Seat seat) {
    Tenant tenant = tenant(seat);
    view.write(Table.SEATS, tenant);
    List<Object> row = List.of(seat.team(), seat.user());
    view.writeLater(
        Table.SEATS,
        row,
        Query.of(
            "DELETE FROM bailiwick_seat WHERE tenant = ? AND team = ? AND user_id = ?",
            Row.number(tenant),
            seat.team().value(),
            seat.user().value()));
    view.remember(Table.SEATS, row, Optional.empty());
  }

  private Tenant tenant(Seat seat) {
    return find(seat.team())
        .orElseThrow(() -> new IllegalStateException("a seat in no team: " + seat))
        .tenant();
  }
}
