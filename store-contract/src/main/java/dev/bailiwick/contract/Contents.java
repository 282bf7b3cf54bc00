package dev.bailiwick.contract;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.page.Slices;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.User;
import java.util.ArrayList;
import java.util.List;

/** All that a store holds but its log, as plain lists. */
record Contents(
    List<User> users,
    List<Org> orgs,
    List<Membership> memberships,
    List<RoleDefinition> roles,
    List<Team> teams,
    List<Seat> seats,
    List<Resource> resources,
    List<Grant> grants) {

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
        grants.build());
  }
}
