package dev.bailiwick.inmemory;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.grant.Effect;
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
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.Standing;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.User;
import java.util.Optional;
import java.util.Set;
import org.pcollections.TreePMap;

/** Facts straight from the tables of a view. */
record InMemoryFacts(InMemoryView view) implements Facts {
  // No role has a name before this one.
  private static final Role FIRST_ROLE = Role.of("a");

  @Override
  public Standing standing(UserId id) {
    User user = view.state().users().get(id);
    if (user == null) {
      return Standing.UNKNOWN;
    }
    return switch (user.status()) {
      case ACTIVE -> user.locked() ? Standing.LOCKED : Standing.ACTIVE;
      case UNCLAIMED -> user.locked() ? Standing.LOCKED : Standing.UNCLAIMED;
      case DEACTIVATED -> Standing.DEACTIVATED;
      case ERASED -> Standing.UNKNOWN;
    };
  }

  @Override
  public long stamp(UserId id) {
    User user = view.state().users().get(id);
    return user == null ? 0 : user.stamp();
  }

  @Override
  public Optional<OrgId> serviceOf(UserId id) {
    User user = view.state().users().get(id);
    return user == null ? Optional.empty() : user.serviceOf();
  }

  @Override
  public Optional<OrgFacts> org(OrgId id) {
    Org org = view.state().orgs().get(id);
    return org == null || org.deleted()
        ? Optional.empty()
        : Optional.of(
            new OrgFacts(org.owner(), org.sharing(), org.membersDefaultRole(), org.suspension()));
  }

  @Override
  public Optional<Membership> membership(OrgId org, UserId user) {
    return view.orgs().membership(org, user);
  }

  @Override
  public ImmutableList<OrgId> orgs(UserId user) {
    State state = view.state();
    var orgs = ImmutableList.<OrgId>builder();
    for (Membership membership : state.memberships().of(user).values()) {
      Org org = state.orgs().get(membership.org());
      if (membership.active() && (org == null || !org.deleted())) {
        orgs.add(membership.org());
      }
    }
    return orgs.build();
  }

  @Override
  public Set<TeamId> teams(UserId user, Tenant tenant) {
    return view.state().seatsOf().of(user).of(tenant).keySet();
  }

  @Override
  public Optional<TeamFacts> team(TeamId id) {
    Team team = view.state().teams().get(id);
    return team == null
        ? Optional.empty()
        : Optional.of(
            new TeamFacts(team.tenant(), team.owner(), team.parents().stream().findFirst()));
  }

  @Override
  public Optional<ResourceFacts> resource(Tenant tenant, ResourceId id) {
    Resource resource = view.state().resources().of(tenant).get(id);
    return resource == null
        ? Optional.empty()
        : Optional.of(new ResourceFacts(resource.owner(), resource.parent()));
  }

  @Override
  public ImmutableList<Grant> grants(Tenant tenant, ResourceId resource, Set<Accessor> accessors) {
    TreePMap<Grant.Key, Grant> grants = view.state().grantsOn().of(tenant).of(resource);
    if (grants.isEmpty()) {
      return ImmutableList.of();
    }
    var found = ImmutableList.<Grant>builder();
    if (grants.size() <= 2 * accessors.size()) {
      for (Grant grant : grants.values()) {
        if (accessors.contains(grant.accessor())) {
          found.add(grant);
        }
      }
    } else {
      for (Accessor accessor : accessors) {
        var first = new Grant.Key(resource, accessor, FIRST_ROLE, Effect.ALLOW);
        var next = grants.ceilingEntry(first);
        while (next != null && next.getKey().accessor().equals(accessor)) {
          found.add(next.getValue());
          next = grants.higherEntry(next.getKey());
        }
      }
    }
    return found.build();
  }

  @Override
  public Optional<RoleDefinition> role(OrgId org, Role role) {
    return view.orgs().role(org, role);
  }
}
