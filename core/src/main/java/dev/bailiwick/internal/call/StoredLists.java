package dev.bailiwick.internal.call;

import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.org.JoinRequest;
import dev.bailiwick.org.Membership;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import java.util.stream.Stream;

/**
 * The lists of a view, read completely and slice by slice. A caller that changes a list while it
 * reads the list must collect the entries first.
 */
public final class StoredLists {
  private StoredLists() {}

  public static Stream<Invitation> invitations(View view, Tenant tenant) {
    return Slices.all(slice -> view.invitations().list(tenant, slice), Invitation::id);
  }

  public static Stream<JoinRequest> joinRequests(View view, OrgId org) {
    return Slices.all(slice -> view.joining().requests(org, slice), JoinRequest::user);
  }

  public static Stream<JoinRequest> joinRequests(View view, UserId user) {
    return Slices.all(slice -> view.joining().requests(user, slice), JoinRequest::org);
  }

  public static Stream<Membership> memberships(View view, UserId user) {
    return Slices.all(slice -> view.orgs().memberships(user, slice), Membership::org);
  }

  public static Stream<Membership> members(View view, OrgId org) {
    return Slices.all(slice -> view.orgs().members(org, slice), Membership::user);
  }

  public static Stream<RoleDefinition> roles(View view, OrgId org) {
    return Slices.all(slice -> view.orgs().roles(org, slice), RoleDefinition::role);
  }

  public static Stream<Seat> seats(View view, TeamId team) {
    return Slices.all(slice -> view.teams().seats(team, slice), Seat::user);
  }

  public static Stream<Seat> seatsOf(View view, UserId user, Tenant tenant) {
    return Slices.all(slice -> view.teams().seatsOf(user, tenant, slice), Seat::team);
  }

  public static Stream<Team> teams(View view, Tenant tenant) {
    return Slices.all(slice -> view.teams().list(tenant, slice), Team::id);
  }

  public static Stream<Team> teamsOwnedBy(View view, Tenant tenant, UserId owner) {
    return Slices.all(slice -> view.teams().ownedBy(tenant, owner, slice), Team::id);
  }

  public static Stream<Team> children(View view, TeamId team) {
    return Slices.all(slice -> view.teams().children(team, slice), Team::id);
  }

  public static Stream<UserId> personsSeating(View view, UserId user) {
    return Slices.all(slice -> view.teams().personsSeating(user, slice), (UserId person) -> person);
  }

  public static Stream<Resource> resources(View view, Tenant tenant) {
    return Slices.all(slice -> view.resources().list(tenant, slice), Resource::id);
  }

  public static Stream<Resource> resourcesOwnedBy(View view, Tenant tenant, UserId owner) {
    return Slices.all(slice -> view.resources().ownedBy(tenant, owner, slice), Resource::id);
  }

  public static Stream<Resource> children(View view, Tenant tenant, ResourceId parent) {
    return Slices.all(slice -> view.resources().children(tenant, parent, slice), Resource::id);
  }

  public static Stream<Grant> grants(View view, Tenant tenant) {
    return Slices.all(slice -> view.grants().list(tenant, slice), Grant::key);
  }

  public static Stream<Grant> grantsOn(View view, Tenant tenant, ResourceId resource) {
    return Slices.all(slice -> view.grants().on(tenant, resource, slice), Grant::key);
  }

  public static Stream<Grant> grantsTo(View view, Tenant tenant, Accessor accessor) {
    return Slices.all(slice -> view.grants().to(tenant, accessor, slice), Grant::key);
  }

  public static Stream<Accessor> accessors(View view, Tenant tenant) {
    return Slices.all(
        slice -> view.grants().accessors(tenant, slice), (Accessor accessor) -> accessor);
  }

  public static Stream<Tenant> tenantsGranting(View view, Accessor accessor) {
    return Slices.all(slice -> view.grants().tenants(accessor, slice), (Tenant tenant) -> tenant);
  }
}
