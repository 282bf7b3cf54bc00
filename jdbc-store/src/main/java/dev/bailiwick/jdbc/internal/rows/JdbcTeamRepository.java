package dev.bailiwick.jdbc.internal.rows;

import static dev.bailiwick.id.Text.canonical;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
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
import dev.bailiwick.org.Membership;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.TeamRepository;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the teams of a snapshot, with their memberships. */
public class JdbcTeamRepository implements TeamRepository {
  private static final String COLUMNS =
      "t.tenant_kind, t.tenant, t.id, t.owner, t.name, t.description, t.parent, t.tags,"
          + " t.attributes, t.created_at, t.updated_at, t.version";
  private static final String TEAMS = "SELECT " + COLUMNS + " FROM bailiwick_team t WHERE ";
  private static final String SEATS = "SELECT s.team, s.user_id, s.admin FROM bailiwick_seat s ";
  private static final String OF_TEAM =
      "JOIN bailiwick_team t ON t.tenant = s.tenant AND t.id = s.team WHERE t.id = ? ";

  private final RowSource rows;

  public JdbcTeamRepository(RowSource rows) {
    this.rows = rows;
  }

  @Override
  public Optional<Team> find(TeamId id) {
    return rows.caches()
        .teams
        .find(
            id,
            () -> {
              Optional<UserId> actor = rows.actor();
              return actor.isPresent()
                  ? withSeat(id, actor.get())
                  : rows.find(Query.of(TEAMS + "id = ?", id.value()), JdbcTeamRepository::team);
            });
  }

  /** A team, if it was found already. */
  final Optional<Team> found(TeamId id) {
    return rows.caches().teams.known(id).flatMap(team -> team);
  }

  /**
   * Reads a team together with the actor's membership of it, and with whether it has child teams.
   */
  private Optional<Team> withSeat(TeamId id, UserId user) {
    return rows.find(
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
          rows.caches()
              .seats
              .put(new RowKey<>(id, user), row.flagIfAny().map(admin -> new Seat(id, user, admin)));
          rows.caches().tenants.put(team.tenant(), TenantVersion.read(row));
          if (!row.flag()) {
            rows.caches().putList(childrenOf(id, Slice.first()), ImmutableList.of());
          }
          return team;
        });
  }

  @Override
  public Optional<Team> find(Tenant tenant, String canonicalName) {
    return rows.caches()
        .teamsByName
        .find(
            new RowKey<>(tenant, canonicalName),
            () ->
                rows.find(
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
          rows.list(
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
    return teams(
        Query.of(TEAMS + "tenant = ? AND owner = ?", Row.number(tenant), owner.value()), slice);
  }

  @Override
  public ImmutableList<Team> children(TeamId parent, Slice<TeamId> slice) {
    return rows.listOnce(childrenOf(parent, slice), JdbcTeamRepository::team);
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
    return rows.listOnce(sliced(query, slice), JdbcTeamRepository::team);
  }

  private static Query sliced(Query query, Slice<TeamId> slice) {
    return query.add(
        " AND id > ? ORDER BY id LIMIT ?",
        slice.after().map(TeamId::value).orElse(0L),
        slice.limit());
  }

  @Override
  public Optional<Seat> seat(TeamId team, UserId user) {
    return rows.caches()
        .seats
        .find(
            new RowKey<>(team, user),
            () ->
                found(team)
                    .flatMap(found -> rows.fetchedFacts(found.tenant()))
                    .flatMap(facts -> facts.fetchedSeat(team, user))
                    .orElseGet(
                        () ->
                            rows.find(
                                Query.of(
                                    SEATS + OF_TEAM + "AND s.user_id = ?",
                                    team.value(),
                                    user.value()),
                                JdbcTeamRepository::seat)));
  }

  @Override
  public ImmutableMap<Email, User> named(TeamId team, Collection<Email> emails) {
    return new JdbcUserRepository(rows)
        .named(
            emails,
            "SELECT user_id FROM bailiwick_seat WHERE team = ?",
            team.value(),
            Optional.empty());
  }

  @Override
  public ImmutableList<Seat> seats(TeamId team, Slice<UserId> slice) {
    // A list of members is shown with their accounts and their memberships of the org.
    Query query =
        Query.of(
            JdbcUserRepository.COLUMNS_AND
                + "s.admin, m.org, m.admin, m.active"
                + " FROM (SELECT s.user_id, s.org, s.admin FROM bailiwick_seat s "
                + OF_TEAM
                + "AND s.user_id > ? ORDER BY s.user_id LIMIT ?) s"
                + " JOIN bailiwick_user u ON u.id = s.user_id"
                + " LEFT JOIN bailiwick_membership m ON m.org = s.org AND m.user_id = s.user_id"
                + " LEFT JOIN bailiwick_identity i ON i.user_id = u.id ORDER BY u.id",
            team.value(),
            slice.after().map(UserId::value).orElse(0L),
            slice.limit());
    return new JdbcUserRepository(rows)
        .beside(query, SeatRow::read).entrySet().stream()
            .map(
                row -> {
                  UserId user = row.getKey();
                  row.getValue().membership().ifPresent(m -> remember(m.of(user)));
                  return new Seat(team, user, row.getValue().admin());
                })
            .collect(ImmutableList.toImmutableList());
  }

  private void remember(Membership membership) {
    rows.caches().memberships.put(new RowKey<>(membership.org(), membership.user()), membership);
  }

  /** The columns after the account of a member of a team. */
  private record SeatRow(boolean admin, Optional<OfOrg> membership) {
    static SeatRow read(Row row) throws SQLException {
      boolean admin = row.flag();
      Optional<OrgId> org = row.orgIfAny();
      return new SeatRow(
          admin,
          org.isPresent()
              ? Optional.of(new OfOrg(org.get(), row.flag(), row.flag()))
              : Optional.empty());
    }
  }

  /** The member's membership of the org. */
  private record OfOrg(OrgId org, boolean admin, boolean active) {
    Membership of(UserId user) {
      return Membership.of(org, user).withAdmin(admin).withActive(active);
    }
  }

  @Override
  public ImmutableList<Seat> seatsOf(UserId user, Tenant tenant, Slice<TeamId> slice) {
    return rows.listOnce(
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
    // Read anew under a lock: a membership of another's team does not move its member.
    return rows.list(
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
        .parents(row.numberIfAny().map(TeamId::new).map(ImmutableSet::of).orElse(ImmutableSet.of()))
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
}
