package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.GrantKeyText;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.RolePermissions;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.Org;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.permission.Role;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.store.Facts;
import dev.bailiwick.store.Standing;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an actor can ask and do about who has which role on a resource. All of it takes {@link
 * Permission#MANAGE} on the resource, and nobody gives a role that holds more than they have there
 * themselves, nor takes one away. In an org, a grant is to its members, its teams, itself or
 * everyone; where it shares, to people and orgs outside as well. Outside orgs, to anybody who can
 * use their account, to the person's own teams, or to everyone.
 */
public final class Grants {
  private final Session session;

  Grants(Session session) {
    this.session = session;
  }

  /**
   * Gives an accessor a role on a resource, for good: a window that the same grant had is gone. As
   * {@link #merge} of this one.
   *
   * @return the grant
   */
  public Written<Grant> grant(Role role, ResourceRef resource, Accessor accessor) {
    Required.given(role, "role", resource, "resource", accessor, "accessor");
    return one(resource, NewGrant.of(role, accessor));
  }

  /**
   * Denies an accessor a role on a resource and all below it: its permissions are taken away,
   * whatever else gives them, but from the owner of the resource or of the org. As {@link #merge}
   * of this one.
   *
   * @return the denial
   */
  public Written<Grant> deny(Role role, ResourceRef resource, Accessor accessor) {
    Required.given(role, "role", resource, "resource", accessor, "accessor");
    return one(resource, NewGrant.denial(role, accessor));
  }

  private Written<Grant> one(ResourceRef resource, NewGrant grant) {
    Written<ImmutableList<Grant>> merged = merge(resource, List.of(grant));
    return new Written<>(merged.value().get(0), merged.revision());
  }

  /** As {@link #merge(ResourceRef, Collection)}. */
  public Written<ImmutableList<Grant>> merge(ResourceRef resource, NewGrant... grants) {
    return merge(resource, Required.list(grants, "grants"));
  }

  /**
   * Adds grants and denials to those on a resource; one that is there already gets the window that
   * is given here.
   *
   * @return those that were named, as they are now
   * @throws InvalidParameter for a role that neither the model nor the org defines, a denial on an
   *     org, or a grant that is named twice with different windows
   * @throws NoSuchMember for an accessor that does not exist or is out of reach
   */
  public Written<ImmutableList<Grant>> merge(ResourceRef resource, Collection<NewGrant> grants) {
    Required.given(resource, "resource");
    Required.each(grants, "grants");
    return write(
        "grant.merge",
        resource,
        List.of(grants),
        grants,
        target -> Stream.empty(),
        Differences::given);
  }

  /** As {@link #replace(ResourceRef, Collection)}. */
  public Written<ImmutableList<Grant>> replace(ResourceRef resource, NewGrant... grants) {
    return replace(resource, Required.list(grants, "grants"));
  }

  /**
   * Makes the given list the grants and denials on a resource; an empty one takes all away.
   *
   * @return the list as it is now
   * @throws InvalidParameter as {@link #merge}
   * @throws NoSuchMember as {@link #merge}
   */
  public Written<ImmutableList<Grant>> replace(ResourceRef resource, Collection<NewGrant> grants) {
    Required.given(resource, "resource");
    Required.each(grants, "grants");
    return write(
        "grant.replace", resource, List.of(grants), grants, Target::grants, Differences::given);
  }

  /**
   * Takes one role from an accessor; nothing happens if they do not have it. A denial stays.
   *
   * @return what was taken
   */
  public Written<ImmutableList<Grant>> revoke(Role role, ResourceRef resource, Accessor accessor) {
    Required.given(role, "role", resource, "resource", accessor, "accessor");
    return take(
        "grant.revoke",
        resource,
        List.<Object>of(role, accessor),
        grant ->
            grant.accessor().equals(accessor)
                && grant.role().equals(role)
                && grant.effect() == Effect.ALLOW);
  }

  /**
   * Lifts the denial of one role; nothing happens if there is none.
   *
   * @return what was lifted
   */
  public Written<ImmutableList<Grant>> lift(Role role, ResourceRef resource, Accessor accessor) {
    Required.given(role, "role", resource, "resource", accessor, "accessor");
    return take(
        "grant.lift",
        resource,
        List.<Object>of(role, accessor),
        grant ->
            grant.accessor().equals(accessor)
                && grant.role().equals(role)
                && grant.effect() == Effect.DENY);
  }

  /**
   * Takes everything on a resource away from accessors, denials too.
   *
   * @return what was taken
   */
  public Written<ImmutableList<Grant>> remove(ResourceRef resource, Accessor... accessors) {
    Required.given(resource, "resource");
    Set<Accessor> named = ImmutableSet.copyOf(Required.list(accessors, "accessors"));
    return take(
        "grant.remove", resource, List.of(named), grant -> named.contains(grant.accessor()));
  }

  /**
   * Takes every grant and denial on a resource away.
   *
   * @return what was taken
   */
  public Written<ImmutableList<Grant>> removeAll(ResourceRef resource) {
    Required.given(resource, "resource");
    return take("grant.remove_all", resource, List.of(), grant -> true);
  }

  /** The grants and denials on a resource itself, in force or not; by accessor, role and effect. */
  public Page<Grant> list(ResourceRef resource, PageRequest request) {
    Required.given(resource, "resource", request, "page");
    return session.read(
        "grant.list",
        caller -> {
          Target target = Target.of(caller, resource, "grant.list", ImmutableSet.of());
          return new SignedPages(caller, request, "grant.list", target.tenant(), target.id())
              .<Grant.Key, Grant>page(
                  after -> GrantKeyText.on(caller.view(), target.tenant(), target.id(), after),
                  GrantKeyText::write,
                  GrantKeyText::read);
        });
  }

  /** A resource on which the actor grants, and what they hold there. */
  private record Target(View view, Tenant tenant, ResourceId id, PermissionSet held) {
    /**
     * The resource, if the actor may grant on it.
     *
     * @param accessors of whom it will be asked, too
     */
    static Target of(Caller caller, ResourceRef ref, String action, Set<UserId> accessors) {
      ResourceId id = caller.model().check(ref.key());
      Tenant tenant = caller.tenantOf(ref);
      Facts facts = caller.view().facts(tenant, accessors, ImmutableSet.of(ref));
      PermissionSet held = caller.administrativePermissions(tenant, ref);
      boolean missing =
          caller.interpreter(tenant, Set.of(), Set.of(ref)).line(tenant, ref).isEmpty()
              || !exists(facts, tenant);
      if (missing || held.isEmpty()) {
        throw new NoSuchResource(id);
      }
      if (!held.contains(Permission.MANAGE)) {
        throw new NoPermission(action, "manage on the resource");
      }
      return new Target(caller.view(), tenant, id, held);
    }

    private static boolean exists(Facts facts, Tenant tenant) {
      return tenant.match(
          person -> facts.standing(person) != Standing.UNKNOWN, org -> facts.org(org).isPresent());
    }

    Stream<Grant> grants() {
      return StoredLists.grantsOn(view, tenant, id);
    }
  }

  /** The grants to write and to delete. */
  private record Differences(Map<Grant.Key, Grant> saved, List<Grant> deleted) {
    Collection<Grant> given() {
      return saved.values();
    }
  }

  private Written<ImmutableList<Grant>> take(
      String event, ResourceRef resource, List<?> said, Predicate<Grant> which) {
    return write(
        event,
        resource,
        said,
        List.of(),
        target -> target.grants().filter(which),
        Differences::deleted);
  }

  private Written<ImmutableList<Grant>> write(
      String event,
      ResourceRef resource,
      List<?> said,
      Collection<NewGrant> grants,
      Function<Target, Stream<Grant>> replaced,
      Function<Differences, Collection<Grant>> result) {
    InvalidParameter.unless(
        grants.size() <= Limits.BATCH,
        "grants",
        "must be at most " + Limits.BATCH + " in one call");
    return session.write(
        event,
        List.<Object>of(resource, said),
        Outcome.GRANTS,
        caller -> {
          Target target = Target.of(caller, resource, event, users(grants));
          Map<Grant.Key, Grant> saved = new LinkedHashMap<>();
          for (NewGrant grant : grants) {
            Grant wanted = checked(caller, target, grant);
            Grant twice = saved.put(wanted.key(), wanted);
            InvalidParameter.unless(
                twice == null || twice.equals(wanted),
                "grants",
                "names a grant twice with different windows: " + wanted);
          }
          List<Grant> deleted =
              replaced.apply(target).filter(g -> !saved.containsKey(g.key())).toList();
          deleted.forEach(g -> requireHeld(caller, target, g.role(), event));
          for (Grant wanted : saved.values()) {
            boolean same =
                caller
                    .view()
                    .grants()
                    .find(target.tenant(), wanted.key())
                    .equals(Optional.of(wanted));
            // A denial is given by whoever manages; to change one is to lift it.
            boolean lifts =
                wanted.effect() == Effect.DENY
                    && caller.view().grants().find(target.tenant(), wanted.key()).isPresent();
            if (!same && (wanted.effect() == Effect.ALLOW || lifts)) {
              requireHeld(caller, target, wanted.role(), event);
            }
          }
          return Plan.of(
              target.tenant(),
              outsiders(caller.view(), target.tenant(), saved.keySet()),
              new Differences(saved, deleted));
        },
        (change, differences) -> {
          differences.deleted().forEach(change::delete);
          differences
              .saved()
              .values()
              .forEach(g -> change.save(change.view().grants().find(g.tenant(), g.key()), g));
          return change.written(ImmutableList.copyOf(result.apply(differences)));
        });
  }

  private static Set<UserId> users(Collection<NewGrant> grants) {
    Set<UserId> users = new HashSet<>();
    for (NewGrant grant : grants) {
      if (grant.accessor() instanceof UserId user) {
        users.add(user);
      }
    }
    return users;
  }

  /** The accessors from outside, who must still be there when the grant is. */
  private static Set<Tenant> outsiders(View view, Tenant tenant, Set<Grant.Key> keys) {
    Set<Tenant> outsiders = new HashSet<>();
    for (Grant.Key key : keys) {
      if (key.accessor() instanceof UserId user
          && tenant.match(p -> true, org -> view.orgs().membership(org, user).isEmpty())) {
        outsiders.add(user);
      } else if (key.accessor() instanceof OrgId org) {
        outsiders.add(org);
      }
    }
    return outsiders;
  }

  private static Grant checked(Caller caller, Target target, NewGrant grant) {
    InvalidParameter.unless(
        RolePermissions.permissions(caller.view(), caller.model(), target.tenant(), grant.role())
            .isPresent(),
        "role",
        "is not defined: " + grant.role());
    InvalidParameter.unless(
        grant.effect() == Effect.ALLOW || !target.id().type().equals(ResourceId.ORG),
        "grant.effect",
        "an org itself has no denials");
    if (!reachable(caller.view(), target.tenant(), grant.accessor())) {
      throw new NoSuchMember(grant.accessor());
    }
    return new Grant(
        target.tenant(),
        new Grant.Key(target.id(), grant.accessor(), grant.role(), grant.effect()),
        grant.window());
  }

  /** Nobody gives, or takes, what they do not have. */
  private static void requireHeld(Caller caller, Target target, Role role, String action) {
    PermissionSet permissions =
        RolePermissions.permissions(caller.view(), caller.model(), target.tenant(), role)
            .orElseGet(caller.model()::none);
    if (!target.held().containsAll(permissions)) {
      throw new NoPermission(action, "every permission of " + role + " on the resource");
    }
  }

  private static boolean reachable(View view, Tenant tenant, Accessor accessor) {
    return accessor.match(
        user ->
            tenant.match(person -> false, org -> view.orgs().membership(org, user).isPresent())
                || (shares(view, tenant)
                    && view.users().find(user).filter(User::usable).isPresent()),
        team -> view.teams().find(team).filter(t -> t.tenant().equals(tenant)).isPresent(),
        other ->
            other.equals(tenant)
                || (tenant instanceof OrgId
                    && shares(view, tenant)
                    && view.orgs().find(other).filter(o -> !o.deleted()).isPresent()),
        everyone -> true);
  }

  private static boolean shares(View view, Tenant tenant) {
    return tenant.match(
        person -> true, org -> view.orgs().find(org).filter(Org::sharing).isPresent());
  }
}
