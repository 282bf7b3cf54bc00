package dev.bailiwick.internal.access;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.permission.Permission;
import java.util.Optional;

/**
 * The place of questions about access: the actor who asks, and the tenant that they name, if they
 * name one.
 */
public final class AccessScope {
  private final Caller caller;
  private final Optional<Tenant> tenant;

  /** The place of a question. */
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
   * Returns the tenant in which a question about a resource is asked. An actor who names no org
   * asks about their own tenant, and only about a resource that is known there, or of which the
   * call names the owner. Otherwise each resource would be theirs if the host forgets the org.
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

  /** Refuses a permission or a type that the model does not know. */
  void requireKnown(Permission permission, ResourceRef resource) {
    caller.model().check(permission);
    caller.model().check(resource.key());
  }

  /** Users ask about themselves; about others, actors who manage the resource. */
  void requireMayAsk(Optional<Tenant> where, UserId user, ResourceRef resource) {
    if (!caller.is(user) || where.filter(caller::outsideSession).isPresent()) {
      requireManages(where, resource);
    }
  }

  /** Requires the right to manage the resource, or its tenant. */
  void requireManages(Optional<Tenant> where, ResourceRef resource) {
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

  /** Whether the resource does not exist in an org that the actor manages as a whole. */
  private boolean managesAround(Tenant where, ResourceRef resource) {
    return where instanceof OrgId org
        && caller.ownPermissions(where, org).contains(Permission.MANAGE)
        && caller
            .interpreter(where, ImmutableSet.of(), ImmutableSet.of(resource))
            .line(where, resource)
            .isEmpty();
  }

  /** Users ask about themselves; about others in the whole tenant, its admins. */
  void requireMayAskAll(Tenant where, UserId user) {
    boolean may =
        caller.isSystem() || caller.is(user) || where.match(caller::is, caller::adminByMembership);
    if (!may && !caller.trusted()) {
      throw caller.refused("org admin");
    }
  }
}
