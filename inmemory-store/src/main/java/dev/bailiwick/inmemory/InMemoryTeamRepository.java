package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.TeamRepository;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamConflict;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.User;
import java.util.Collection;
import java.util.Optional;

/** The teams of a view. */
record InMemoryTeamRepository(InMemoryView view) implements TeamRepository.Writer {
  @Override
  public Optional<Team> find(TeamId id) {
    return Optional.ofNullable(view.state().teams().get(id));
  }

  @Override
  public Optional<Team> find(Tenant tenant, String canonicalName) {
    return Optional.ofNullable(view.state().teamsByName().of(tenant).get(canonicalName));
  }

  @Override
  public ImmutableList<Team> list(Tenant tenant, Slice<TeamId> slice) {
    return Table.slice(view.state().teamsOf().of(tenant), slice);
  }

  @Override
  public ImmutableList<Team> ownedBy(Tenant tenant, UserId owner, Slice<TeamId> slice) {
    return Table.slice(view.state().teamsOwned().of(tenant).of(owner), slice);
  }

  @Override
  public ImmutableList<Team> children(TeamId parent, Slice<TeamId> slice) {
    return Table.slice(view.state().teamChildren().of(parent), slice);
  }

  @Override
  public Optional<Seat> seat(TeamId team, UserId user) {
    return Optional.ofNullable(view.state().seats().of(team).get(user));
  }

  @Override
  public ImmutableMap<Email, User> named(TeamId team, Collection<Email> emails) {
    ImmutableMap.Builder<Email, User> named = ImmutableMap.builder();
    for (Email email : ImmutableSet.copyOf(emails)) {
      view.users()
          .find(email)
          .filter(user -> seat(team, user.id()).isPresent())
          .ifPresent(user -> named.put(email, user));
    }
    return named.buildOrThrow();
  }

  @Override
  public ImmutableList<Seat> seats(TeamId team, Slice<UserId> slice) {
    return Table.slice(view.state().seats().of(team), slice);
  }

  @Override
  public ImmutableList<Seat> seatsOf(UserId user, Tenant tenant, Slice<TeamId> slice) {
    return Table.slice(view.state().seatsOf().of(user).of(tenant), slice);
  }

  @Override
  public ImmutableList<UserId> personsSeating(UserId user, Slice<UserId> slice) {
    var tenants = view.state().seatsOf().of(user).groups();
    var rest = slice.after().map(person -> tenants.tailMap(person, false)).orElse(tenants);
    // Persons stand before orgs.
    return Table.limited(
        rest.keySet().stream().takeWhile(UserId.class::isInstance).map(UserId.class::cast), slice);
  }

  @Override
  public void save(Team team) {
    view.write(state -> with(without(state, team.id()), team), team.tenant());
  }

  @Override
  public void delete(Team team) {
    view.write(state -> without(state, team.id()), team.tenant());
  }

  @Override
  public void save(Seat seat) {
    Tenant tenant = tenant(seat);
    view.write(
        state ->
            state
                .withSeats(state.seats().with(seat.team(), seat.user(), seat))
                .withSeatsOf(state.seatsOf().with(seat.user(), tenant, seat.team(), seat)),
        tenant);
  }

  @Override
  public void delete(Seat seat) {
    Tenant tenant = tenant(seat);
    view.write(
        state ->
            state
                .withSeats(state.seats().without(seat.team(), seat.user()))
                .withSeatsOf(state.seatsOf().without(seat.user(), tenant, seat.team())),
        tenant);
  }

  private Tenant tenant(Seat seat) {
    return find(seat.team())
        .orElseThrow(() -> new IllegalStateException("a seat in no team: " + seat))
        .tenant();
  }

  private static State with(State state, Team team) {
    String name = Text.canonical(team.name());
    if (state.teamsByName().of(team.tenant()).containsKey(name)) {
      throw new TeamConflict(TeamConflict.Rule.NAME_TAKEN);
    }
    var children = state.teamChildren();
    return state
        .withTeams(state.teams().plus(team.id(), team))
        .withTeamsOf(state.teamsOf().with(team.tenant(), team.id(), team))
        .withTeamsByName(state.teamsByName().with(team.tenant(), name, team))
        .withTeamsOwned(state.teamsOwned().with(team.tenant(), team.owner(), team.id(), team))
        .withTeamChildren(
            team.parents().stream()
                .findFirst()
                .map(p -> children.with(p, team.id(), team))
                .orElse(children))
        .withUsed(team.id().value());
  }

  private static State without(State state, TeamId id) {
    Team team = state.teams().get(id);
    if (team == null) {
      return state;
    }
    var children = state.teamChildren();
    return state
        .withTeams(state.teams().minus(id))
        .withTeamsOf(state.teamsOf().without(team.tenant(), id))
        .withTeamsByName(state.teamsByName().without(team.tenant(), Text.canonical(team.name())))
        .withTeamsOwned(state.teamsOwned().without(team.tenant(), team.owner(), id))
        .withTeamChildren(
            team.parents().stream().findFirst().map(p -> children.without(p, id)).orElse(children));
  }
}
