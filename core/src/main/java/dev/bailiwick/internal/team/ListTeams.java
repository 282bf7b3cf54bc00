package dev.bailiwick.internal.team;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.TeamRights;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamFilter;
import dev.bailiwick.team.TeamRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Answers questions about the teams that the actor can see. */
public final class ListTeams {
  private ListTeams() {}

  /** Returns the roles that the actor has in a team. */
  public static ImmutableSet<TeamRole> roles(Caller caller, TeamId team) {
    TeamRights rights = TeamRights.of(caller, team);
    ImmutableSet.Builder<TeamRole> roles = ImmutableSet.builder();
    if (caller.is(rights.team().owner())) {
      roles.add(TeamRole.OWNER);
    }
    rights
        .seat()
        .ifPresent(
            seat -> {
              if (seat.admin()) {
                roles.add(TeamRole.ADMIN);
              }
              roles.add(TeamRole.MEMBER);
            });
    return roles.build();
  }

  /** Returns a page of the teams that the actor owns, or is a member of, or both. */
  public static Page<Team> own(Caller caller, TeamFilter filter, PageRequest request) {
    Tenant tenant = tenant(caller);
    UserId me =
        caller
            .userId()
            .orElseThrow(() -> new InvalidParameter("actor", "must be a user: see listAll"));
    return page(
        caller,
        new SignedPages(caller, request, caller.event(), filter, tenant),
        after -> own(caller.view(), me, tenant, filter, after));
  }

  /** Returns a page of all teams of the actor's tenant that the actor can see. */
  public static Page<Team> all(Caller caller, PageRequest request) {
    Tenant tenant = tenant(caller);
    return page(
        caller,
        new SignedPages(caller, request, caller.event(), tenant),
        after ->
            Slices.after(
                slice(after), slice -> caller.view().teams().list(tenant, slice), Team::id));
  }

  private static Tenant tenant(Caller caller) {
    Tenant tenant = caller.tenant();
    caller.actor().org().ifPresent(caller::org);
    return tenant;
  }

  private static Page<Team> page(
      Caller caller, SignedPages pages, Function<Optional<TeamId>, Stream<Team>> teams) {
    return pages.<TeamId, Team>page(
        after -> teams.apply(after).filter(team -> TeamRights.find(caller, team).isPresent()),
        team -> Long.toString(team.id().value()),
        key -> new TeamId(Long.parseLong(key)));
  }

  private static Stream<Team> own(
      View view, UserId me, Tenant tenant, TeamFilter filter, Optional<TeamId> after) {
    List<Stream<Team>> sources = new ArrayList<>();
    if (filter != TeamFilter.MEMBER) {
      sources.add(
          Slices.after(slice(after), slice -> view.teams().ownedBy(tenant, me, slice), Team::id));
    }
    if (filter != TeamFilter.OWNED) {
      sources.add(seated(view, me, tenant, after));
      if (!(tenant instanceof OrgId)) {
        StoredLists.personsSeating(view, me)
            .forEach(person -> sources.add(seated(view, me, person, after)));
      }
    }
    return Slices.merged(sources, Comparator.comparing(Team::id));
  }

  private static Stream<Team> seated(View view, UserId me, Tenant tenant, Optional<TeamId> after) {
    return Slices.after(slice(after), slice -> view.teams().seatsOf(me, tenant, slice), Seat::team)
        .flatMap(seat -> view.teams().find(seat.team()).stream());
  }

  private static Slice<TeamId> slice(Optional<TeamId> after) {
    return new Slice<>(after, Slice.<TeamId>first().limit());
  }
}
