package dev.bailiwick.contract;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that a store holds but its log, as plain lists. */
record Contents(
    List<User> users,
    List<Org> orgs,
    List<Membership> memberships,
    List<RoleDefinition> roles,
    List<Team> teams,
    List<Seat> seats,
    List<Resource> resources,
    List<Grant> grants,
    Map<Tenant, Long> revisions) {

  /** The resources about which questions are asked in every tenant, registered there or not. */
  static final ImmutableList<ResourceId> IDS =
      ImmutableList.of(
          World.DOC.id("a"),
          World.DOC.id("b"),
          World.DOC.id("c"),
          World.DOC.id("d"),
          World.DOC.id("e"),
          World.DOC.id("f"),
          World.FOLDER.id(1L),
          World.FOLDER.id(2L),
          World.FOLDER.id(3L),
          World.FOLDER.id(4L));

  static Contents of(Store store) {
    return store.read(Consistency.latest(), Contents::of);
  }

  static Contents of(View view) {
    List<User> users = Slices.all(view.users()::list, User::id).toList();
    List<Org> orgs = Slices.all(view.orgs()::list, Org::id).toList();
    List<Tenant> tenants = new ArrayList<>();
    users.forEach(user -> tenants.add(user.id()));
    orgs.forEach(org -> tenants.add(org.id()));
    ImmutableList.Builder<Membership> memberships = ImmutableList.builder();
    ImmutableList.Builder<RoleDefinition> roles = ImmutableList.builder();
    for (Org org : orgs) {
      Slices.all(slice -> view.orgs().members(org.id(), slice), Membership::user)
          .forEach(memberships::add);
      Slices.all(slice -> view.orgs().roles(org.id(), slice), RoleDefinition::role)
          .forEach(roles::add);
    }
    ImmutableList.Builder<Team> teams = ImmutableList.builder();
    ImmutableList.Builder<Seat> seats = ImmutableList.builder();
    ImmutableList.Builder<Resource> resources = ImmutableList.builder();
    ImmutableList.Builder<Grant> grants = ImmutableList.builder();
    for (Tenant tenant : tenants) {
      List<Team> own = Slices.all(slice -> view.teams().list(tenant, slice), Team::id).toList();
      teams.addAll(own);
      for (Team team : own) {
        Slices.all(slice -> view.teams().seats(team.id(), slice), Seat::user).forEach(seats::add);
      }
      Slices.all(slice -> view.resources().list(tenant, slice), Resource::id)
          .forEach(resources::add);
      Slices.all(slice -> view.grants().list(tenant, slice), Grant::key).forEach(grants::add);
    }
    return new Contents(
        users,
        orgs,
        memberships.build(),
        roles.build(),
        teams.build(),
        seats.build(),
        resources.build(),
        grants.build(),
        Maps.toMap(tenants, view::revision));
  }

  Contents withSeats(List<Seat> others) {
    return new Contents(
        users, orgs, memberships, roles, teams, others, resources, grants, revisions);
  }

  Contents withGrants(List<Grant> others) {
    return new Contents(
        users, orgs, memberships, roles, teams, seats, resources, others, revisions);
  }

  Contents withRevisions(Map<Tenant, Long> others) {
    return new Contents(users, orgs, memberships, roles, teams, seats, resources, grants, others);
  }

  /** What a log tells of: all but versions, times of change, and names that were erased. */
  Contents timeless() {
    Instant then = World.START;
    return new Contents(
        users.stream()
            .map(u -> u.withVersion(0).withCreatedAt(then).withUpdatedAt(then))
            .map(u -> u.status() == UserStatus.ERASED ? u.withFullName("") : u)
            .toList(),
        orgs.stream().map(o -> o.withVersion(0).withCreatedAt(then).withUpdatedAt(then)).toList(),
        memberships,
        roles,
        teams.stream().map(t -> t.withVersion(0).withCreatedAt(then).withUpdatedAt(then)).toList(),
        seats,
        resources.stream().map(r -> r.withVersion(0)).toList(),
        grants,
        Map.of());
  }

  /** Everybody who is not erased. */
  List<UserId> people() {
    return users.stream().filter(u -> u.status() != UserStatus.ERASED).map(User::id).toList();
  }

  /** Every org that is not deleted. */
  List<OrgId> liveOrgs() {
    return orgs.stream().filter(org -> !org.deleted()).map(Org::id).toList();
  }

  Org org(OrgId id) {
    return orgs.stream().filter(org -> org.id().equals(id)).findFirst().orElseThrow();
  }

  /** What one can ask about in a tenant: {@link #IDS}, its teams and the org itself. */
  List<ResourceId> askable(Tenant tenant) {
    ImmutableList.Builder<ResourceId> resources = ImmutableList.builder();
    resources.addAll(IDS);
    teams.stream()
        .filter(team -> team.tenant().equals(tenant))
        .forEach(team -> resources.add(team.id().key()));
    tenant.match(person -> resources, org -> resources.add(org.key()));
    return resources.build();
  }
}
