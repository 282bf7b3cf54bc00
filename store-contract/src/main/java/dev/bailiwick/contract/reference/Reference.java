package dev.bailiwick.contract.reference;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import com.google.common.collect.Table;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The right decision, computed by sets alone: slow, plain, and written apart from the engine that
 * it judges. It shares no code with the engine, and reads a store's lists whole.
 */
public final class Reference {
  private final Model model;
  private final Instant now;
  private final StoreContents contents;
  private final ImmutableListMultimap<Tenant, Grant> grants;
  private final ImmutableListMultimap<Tenant, Resource> resources;
  private final Table<UserId, Tenant, Set<Accessor>> names = HashBasedTable.create();

  /** The reference over the contents of a view, at an instant. */
  public Reference(Model model, View view, Instant now) {
    this(model, StoreContents.of(view), now);
  }

  public Reference(Model model, StoreContents contents, Instant now) {
    this.model = model;
    this.contents = contents;
    this.now = now;
    this.grants = Multimaps.index(contents.grants(), Grant::tenant);
    this.resources = Multimaps.index(contents.resources(), Resource::tenant);
  }

  /** All that a user may do to a resource of a tenant, registered, caller-supplied or unknown. */
  public Set<Permission> permissions(UserId user, Tenant tenant, ResourceRef resource) {
    if (!usable(user)
        || !exists(tenant)
        || service(user).filter(org -> !org.equals(tenant)).isPresent()
        || !insideOrGuest(user, tenant)) {
      return Set.of();
    }
    // Each resource on the way up, with its owner.
    Map<ResourceId, Optional<UserId>> upwards = upwards(tenant, resource);
    if (upwards.isEmpty()) {
      return Set.of();
    }
    Set<Permission> given = byBeing(user, tenant, resource.key(), upwards);
    Set<Permission> taken = new HashSet<>();
    Set<Accessor> names = names(user, tenant);
    for (Grant grant : grants.get(tenant)) {
      if (upwards.containsKey(grant.resource())
          && names.contains(grant.accessor())
          && !(grant.effect() == Effect.ALLOW && suspendedGuest(tenant, grant.accessor()))
          && inForce(grant)) {
        (grant.effect() == Effect.DENY ? taken : given)
            .addAll(permitted(tenant, grant.role(), grant.effect()));
      }
    }
    Set<Permission> left =
        owns(user, tenant, upwards) ? given : ImmutableSet.copyOf(Sets.difference(given, taken));
    boolean onlyReading = tenant instanceof OrgId org && org(org).suspension().isPresent();
    return onlyReading ? Sets.intersection(left, Set.of(Permission.READ)).immutableCopy() : left;
  }

  /** Whether the accessor is a suspended org that receives the grant as a guest. */
  private boolean suspendedGuest(Tenant tenant, Accessor accessor) {
    return accessor instanceof OrgId guest
        && !guest.equals(tenant)
        && org(guest).suspension().isPresent();
  }

  /** Whether the tenant is known to have the resource: it is registered, or has a grant. */
  public boolean knows(Tenant tenant, ResourceId resource) {
    return resources.get(tenant).stream().anyMatch(r -> r.id().equals(resource))
        || grants.get(tenant).stream().anyMatch(g -> g.resource().equals(resource));
  }

  /** The permissions of a user without any grant. */
  private Set<Permission> byBeing(
      UserId user, Tenant tenant, ResourceId resource, Map<ResourceId, Optional<UserId>> upwards) {
    Set<Permission> given = new HashSet<>();
    if (owns(user, tenant, upwards)) {
      given.addAll(model.permissions());
    }
    if (tenant instanceof OrgId org && member(user, org)) {
      if (membership(user, org).orElseThrow().admin()) {
        given.addAll(Sets.difference(model.permissions(), model.ownerOnly().toSet()));
      }
      org(org).membersDefaultRole().ifPresent(r -> given.addAll(permitted(org, r, Effect.ALLOW)));
    }
    for (Accessor name : names(user, tenant)) {
      if (name instanceof TeamId team && team.key().equals(resource)) {
        given.add(Permission.READ);
      }
    }
    return given;
  }

  /**
   * Whether the user owns the tenant, or an item on the way up to it; no denial binds such an
   * owner.
   */
  private boolean owns(UserId user, Tenant tenant, Map<ResourceId, Optional<UserId>> upwards) {
    return tenant instanceof OrgId org
        ? member(user, org)
            && (org(org).owner().equals(user) || upwards.containsValue(Optional.of(user)))
        : tenant.equals(user);
  }

  private Set<Accessor> names(UserId user, Tenant tenant) {
    if (!names.contains(user, tenant)) {
      names.put(user, tenant, namesOf(user, tenant));
    }
    return requireNonNull(names.get(user, tenant));
  }

  /** The accessors through which a grant of the tenant reaches the user. */
  private Set<Accessor> namesOf(UserId user, Tenant tenant) {
    Set<Accessor> names = new HashSet<>();
    names.add(user);
    if (service(user).isEmpty()) {
      names.add(Everyone.EVERYONE);
    }
    boolean seated = !(tenant instanceof OrgId in) || member(user, in);
    if (seated) {
      for (Seat seat : contents.seats()) {
        Team team = team(seat.team());
        if (seat.user().equals(user) && team.tenant().equals(tenant)) {
          Optional<Team> next = Optional.of(team);
          while (next.isPresent() && names.add(next.get().id())) {
            next = next.get().parents().stream().findFirst().map(this::team);
          }
        }
      }
    }
    if (tenant instanceof OrgId org) {
      if (member(user, org)) {
        names.add(org);
      }
      if (org(org).sharing()) {
        contents.orgs().stream().map(Org::id).filter(o -> member(user, o)).forEach(names::add);
      }
    }
    return names;
  }

  /** The owners of a resource, of its parent, of the parent's parent and so on up to the tenant. */
  private Map<ResourceId, Optional<UserId>> upwards(Tenant tenant, ResourceRef resource) {
    Map<ResourceId, Optional<UserId>> upwards = new LinkedHashMap<>();
    String type = resource.key().type();
    if (type.equals(ResourceId.TEAM)) {
      contents.teams().stream()
          .filter(t -> t.tenant().equals(tenant) && t.id().key().equals(resource.key()))
          .forEach(team -> upwards.put(resource.key(), Optional.of(team.owner())));
      if (upwards.isEmpty()) {
        return upwards;
      }
    } else if (!type.equals(ResourceId.ORG)) {
      Optional<? extends ResourceRef> next = Optional.of(resource);
      while (next.isPresent() && !upwards.containsKey(next.get().key())) {
        ResourceRef ref = next.get();
        Optional<Resource> registered =
            resources.get(tenant).stream().filter(r -> r.id().equals(ref.key())).findFirst();
        upwards.put(
            ref.key(), registered.isPresent() ? registered.map(Resource::owner) : ref.owner());
        next = registered.isPresent() ? registered.get().parent() : ref.parent();
      }
    } else if (!(tenant instanceof OrgId org && org.key().equals(resource.key()))) {
      return upwards;
    }
    if (tenant instanceof OrgId org) {
      upwards.put(org.key(), Optional.empty());
    }
    return upwards;
  }

  private Set<Permission> permitted(Tenant tenant, Role role, Effect effect) {
    if (!role.isOfOrg()) {
      return model.permissionsOf(role).map(set -> (Set<Permission>) set.toSet()).orElse(Set.of());
    }
    Set<Permission> composed = new HashSet<>();
    contents.roles().stream()
        .filter(definition -> definition.org().equals(tenant) && definition.role().equals(role))
        .forEach(definition -> composed.addAll(definition.permissions()));
    composed.retainAll(effect == Effect.DENY ? model.permissions() : model.grantable().toSet());
    return composed;
  }

  private boolean inForce(Grant grant) {
    return grant.window().from().map(from -> !from.isAfter(now)).orElse(true)
        && grant.window().until().map(until -> until.isAfter(now)).orElse(true);
  }

  private boolean usable(UserId user) {
    return contents.users().stream()
        .anyMatch(u -> u.id().equals(user) && u.status() == UserStatus.ACTIVE && !u.locked());
  }

  /** The org to which a service account belongs. */
  private Optional<OrgId> service(UserId user) {
    return contents.users().stream()
        .filter(u -> u.id().equals(user))
        .findFirst()
        .flatMap(User::serviceOf);
  }

  private boolean exists(Tenant tenant) {
    return tenant instanceof OrgId org
        ? contents.orgs().stream().anyMatch(o -> o.id().equals(org) && !o.deleted())
        : contents.users().stream()
            .anyMatch(u -> u.id().equals(tenant) && u.status() != UserStatus.ERASED);
  }

  private boolean insideOrGuest(UserId user, Tenant tenant) {
    if (!(tenant instanceof OrgId org)) {
      return true;
    }
    Optional<Suspension> suspension = org(org).suspension();
    return membership(user, org)
        .map(member -> member.active() && !suspension.equals(Optional.of(Suspension.FULL)))
        .orElseGet(() -> org(org).sharing() && suspension.isEmpty());
  }

  private boolean member(UserId user, OrgId org) {
    return membership(user, org).filter(Membership::active).isPresent() && !org(org).deleted();
  }

  private Optional<Membership> membership(UserId user, OrgId org) {
    return contents.memberships().stream()
        .filter(m -> m.user().equals(user) && m.org().equals(org))
        .findFirst();
  }

  private Org org(OrgId id) {
    return contents.orgs().stream().filter(o -> o.id().equals(id)).findFirst().orElseThrow();
  }

  private Team team(TeamId id) {
    return contents.teams().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
  }
}
