package dev.bailiwick.store;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.team.Seat;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.Optional;
import java.util.Set;

/** Reads facts through the repositories of a view, one by one. */
record RepositoryFacts(View view) implements Facts {
  @Override
  public Standing standing(UserId user) {
    return view.users().find(user).map(RepositoryFacts::standing).orElse(Standing.UNKNOWN);
  }

  @Override
  public long stamp(UserId user) {
    return view.users().find(user).map(User::stamp).orElse(0L);
  }

  @Override
  public Optional<OrgId> serviceOf(UserId user) {
    return view.users().find(user).flatMap(User::serviceOf);
  }

  private static Standing standing(User user) {
    if (user.status() == UserStatus.ERASED) {
      return Standing.UNKNOWN;
    } else if (user.status() == UserStatus.DEACTIVATED) {
      return Standing.DEACTIVATED;
    }
    if (user.locked()) {
      return Standing.LOCKED;
    }
    return user.claimed() ? Standing.ACTIVE : Standing.UNCLAIMED;
  }

  @Override
  public Optional<OrgFacts> org(OrgId org) {
    return view.orgs()
        .find(org)
        .filter(found -> !found.deleted())
        .map(o -> new OrgFacts(o.owner(), o.sharing(), o.membersDefaultRole(), o.suspension()));
  }

  @Override
  public Optional<Membership> membership(OrgId org, UserId user) {
    return view.orgs().membership(org, user);
  }

  @Override
  public Iterable<OrgId> orgs(UserId user) {
    return Slices.all(slice -> view.orgs().memberships(user, slice), Membership::org)
        .filter(Membership::active)
        .map(Membership::org)
        .filter(org -> view.orgs().find(org).filter(Org::deleted).isEmpty())
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public Iterable<TeamId> teams(UserId user, Tenant tenant) {
    return Slices.all(slice -> view.teams().seatsOf(user, tenant, slice), Seat::team)
        .map(Seat::team)
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public Optional<TeamFacts> team(TeamId team) {
    return view.teams()
        .find(team)
        .map(t -> new TeamFacts(t.tenant(), t.owner(), t.parents().stream().findFirst()));
  }

  @Override
  public Optional<ResourceFacts> resource(Tenant tenant, ResourceId resource) {
    return view.resources()
        .find(tenant, resource)
        .map(r -> new ResourceFacts(r.owner(), r.parent()));
  }

  @Override
  public Iterable<Grant> grants(Tenant tenant, ResourceId resource, Set<Accessor> accessors) {
    return Slices.all(slice -> view.grants().on(tenant, resource, slice), Grant::key)
        .filter(grant -> accessors.contains(grant.accessor()))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public Optional<RoleDefinition> role(OrgId org, Role role) {
    return view.orgs().role(org, role);
  }
}
