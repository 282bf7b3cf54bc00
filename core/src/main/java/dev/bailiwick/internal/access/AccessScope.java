package dev.bailiwick.internal.access;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.permission.Permission;
import java.util.Optional;
import java.util.Set;

/**
 * The scope of questions about access: the actor of the question, and the tenant that the question
 * names, if any.
 */
public final class AccessScope {
  private final Caller caller;
  private final Optional<Tenant> tenant;

  /** Creates the scope of a question. */
  public AccessScope(Caller caller, Optional<Tenant> tenant) {
    this.caller = caller;
    this.tenant = tenant;
  }

  Caller caller() {
    return caller;
  }

  /** Returns the tenant that the question names, if it names one. */
  Optional<Tenant> named() {
    return tenant;
  }

  /** Returns the tenant that the question names, or the actor's own. */
  Tenant tenant() {
    return tenant.orElseGet(caller::tenant);
  }

  /**
   * Returns the tenant in which a question about a resource is asked. An actor that names no org
   * asks about the actor's own tenant. Such a question is answered only if the resource is
   * registered there, has a grant there, or comes with an owner from the call. Without this rule,
   * every resource would belong to the actor when a host forgets to name the org.
   */
  Optional<Tenant> where(ResourceRef resource) {
    ResourceRef named = placed(resource);
    Optional<Tenant> found = caller.findTenant(named);
    boolean assumed =
        named.tenant().isEmpty() && caller.actor().org().isEmpty() && !(named instanceof TeamId);
    return found.filter(
        t ->
            !assumed
                || named.owner().isPresent()
                || caller.view().resources().find(t, named.key()).isPresent()
                || StoredLists.grantsOn(caller.view(), t, named.key()).findFirst().isPresent());
  }

  /** Returns the resource in the tenant of the question, unless the resource names its own. */
  private ResourceRef placed(ResourceRef resource) {
    return tenant.isPresent() && resource.tenant().isEmpty() ? resource.in(tenant.get()) : resource;
  }

  /**
   * Refuses a question about users and resources in a suspended org, if the actor is a member of
   * the org.
   */
  private void requireOpen(
      Optional<Tenant> where, Set<UserId> users, Set<? extends ResourceRef> resources) {
    if (!caller.isSystem() && where.isPresent()) {
      caller.view().prefetch(where.get(), users, resources);
      caller.requireOpen(where.get());
    }
  }

  /** Refuses a permission or a resource type that the model does not have. */
  void requireKnown(Permission permission, ResourceRef resource) {
    caller.model().check(permission);
    caller.model().check(resource.key());
  }

  /**
   * Refuses a question about another user, unless the actor manages the resource. Users may always
   * ask about themselves.
   */
  void requireMayAsk(Optional<Tenant> where, UserId user, ResourceRef resource) {
    requireOpen(where, ImmutableSet.of(user), ImmutableSet.of(resource));
    if (!caller.is(user) || where.filter(caller::outsideSession).isPresent()) {
      requireManages(where, resource);
    }
  }

  /** Requires the right to manage the resource or its tenant. */
  void requireManages(Optional<Tenant> where, ResourceRef resource) {
    requireOpen(where, ImmutableSet.of(), ImmutableSet.of(resource));
    boolean manages =
        caller.isSystem()
            || where
                .filter(
                    t ->
                        caller.ownPermissions(t, resource).contains(Permission.MANAGE)
                            || managesAround(t, resource))
                .isPresent();
    if (!manages && !caller.trusted()) {
      throw caller.refused("manage on the resource");
    }
  }

  /** Whether the resource does not exist in an org, and the actor manages the whole org. */
  private boolean managesAround(Tenant where, ResourceRef resource) {
    return where instanceof OrgId org
        && caller.ownPermissions(where, org).contains(Permission.MANAGE)
        && caller
            .interpreter(where, ImmutableSet.of(), ImmutableSet.of(resource))
            .line(where, resource)
            .isEmpty();
  }

  /**
   * Refuses a question about another user in the whole tenant, unless the actor administers the
   * tenant. Users may always ask about themselves.
   */
  void requireMayAskAll(Tenant where, UserId user) {
    requireOpen(Optional.of(where), ImmutableSet.of(user), ImmutableSet.of());
    boolean may =
        caller.isSystem()
            || caller.is(user)
            || Kinds.match(where, caller::is, caller::adminByMembership);
    if (!may && !caller.trusted()) {
      throw caller.refused("org admin");
    }
  }
}
