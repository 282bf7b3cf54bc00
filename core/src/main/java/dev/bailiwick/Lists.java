package dev.bailiwick;

import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.page.Slices;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import java.util.stream.Stream;

/**
 * The lists of a view that use cases walk through whole, slice by slice. A use case that changes
 * what it walks through collects it first.
 */
final class Lists {
  private Lists() {}

  static Stream<Membership> memberships(View view, UserId user) {
    return Slices.all(slice -> view.orgs().memberships(user, slice), Membership::org);
  }

  static Stream<Membership> members(View view, OrgId org) {
    return Slices.all(slice -> view.orgs().members(org, slice), Membership::user);
  }

  static Stream<RoleDefinition> roles(View view, OrgId org) {
    return Slices.all(slice -> view.orgs().roles(org, slice), RoleDefinition::role);
  }

  static Stream<Seat> seats(View view, TeamId team) {
    return Slices.all(slice -> view.teams().seats(team, slice), Seat::user);
  }

  static Stream<Seat> seatsOf(View view, UserId user, Tenant tenant) {
    return Slices.all(slice -> view.teams().seatsOf(user, tenant, slice), Seat::team);
  }

  static Stream<Team> teams(View view, Tenant tenant) {
    return Slices.all(slice -> view.teams().list(tenant, slice), Team::id);
  }

  static Stream<Team> teamsOwnedBy(View view, Tenant tenant, UserId owner) {
    return Slices.all(slice -> view.teams().ownedBy(tenant, owner, slice), Team::id);
  }

  static Stream<Team> children(View view, TeamId team) {
    return Slices.all(slice -> view.teams().children(team, slice), Team::id);
  }

  static Stream<UserId> personsSeating(View view, UserId user) {
    return Slices.all(slice -> view.teams().personsSeating(user, slice), (UserId person) -> person);
  }

  static Stream<Resource> resources(View view, Tenant tenant) {
    return Slices.all(slice -> view.resources().list(tenant, slice), Resource::id);
  }

  static Stream<Resource> resourcesOwnedBy(View view, Tenant tenant, UserId owner) {
    return Slices.all(slice -> view.resources().ownedBy(tenant, owner, slice), Resource::id);
  }

  static Stream<Resource> children(View view, Tenant tenant, ResourceId parent) {
    return Slices.all(slice -> view.resources().children(tenant, parent, slice), Resource::id);
  }

  static Stream<Grant> grants(View view, Tenant tenant) {
    return Slices.all(slice -> view.grants().list(tenant, slice), Grant::key);
  }

  static Stream<Grant> grantsOn(View view, Tenant tenant, ResourceId resource) {
    return Slices.all(slice -> view.grants().on(tenant, resource, slice), Grant::key);
  }

  static Stream<Grant> grantsTo(View view, Tenant tenant, Accessor accessor) {
    return Slices.all(slice -> view.grants().to(tenant, accessor, slice), Grant::key);
  }

  static Stream<Accessor> accessors(View view, Tenant tenant) {
    return Slices.all(
        slice -> view.grants().accessors(tenant, slice), (Accessor accessor) -> accessor);
  }

  static Stream<Tenant> tenantsGranting(View view, Accessor accessor) {
    return Slices.all(slice -> view.grants().tenants(accessor, slice), (Tenant tenant) -> tenant);
  }
}
