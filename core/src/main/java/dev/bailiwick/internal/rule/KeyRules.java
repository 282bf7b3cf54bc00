package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.decision.Interpreter;
import dev.bailiwick.internal.decision.Subject;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.key.ApiKey;
import dev.bailiwick.key.KeyScope;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Seat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of API keys. In a store without them, there is none and nothing is read. */
public final class KeyRules {
  private KeyRules() {}

  /** Returns the keys of a tenant. */
  public static Stream<ApiKey> of(View view, Tenant tenant) {
    return view.has(Part.KEYS)
        ? Slices.all((Slice<ApiKeyId> slice) -> view.keys().list(tenant, slice), ApiKey::id)
        : Stream.empty();
  }

  /** Returns the keys of an owner, of all tenants. */
  public static Stream<ApiKey> ownedBy(View view, UserId owner) {
    return view.has(Part.KEYS)
        ? Slices.all((Slice<ApiKeyId> slice) -> view.keys().ownedBy(owner, slice), ApiKey::id)
        : Stream.empty();
  }

  /** Refuses a scope with a role or a resource type that the model does not have. */
  public static void requireKnown(Model model, KeyScope scope) {
    for (Role role : scope.roles()) {
      InvalidParameter.unless(
          model.permissionsOf(role).isPresent(), "scope.roles", "is no role of the model: " + role);
    }
    for (ResourceId resource : scope.resources()) {
      model.check(resource);
    }
  }

  /** Adds a scope to the digest of a request. */
  public static void describe(RequestDigest digest, KeyScope scope) {
    digest
        .each("role", scope.roles(), (out, role) -> out.text("name", role.name()))
        .each("resource", scope.resources(), (out, id) -> out.resourceId("id", id));
  }

  /** Revokes every key of a user in a tenant. */
  public static void end(Change change, Tenant tenant, UserId owner) {
    ImmutableList<ApiKey> keys =
        ownedBy(change.view(), owner)
            .filter(key -> key.tenant().equals(tenant))
            .collect(ImmutableList.toImmutableList());
    keys.forEach(change.keys()::delete);
  }

  /**
   * Refuses an actor who does not hold all that a service account can do: with the account's secret
   * the actor could do it. The org's owner and trusted actors hold everything.
   */
  public static void requireHoldsAll(Caller caller, OrgId org, UserId service) {
    View view = caller.view();
    boolean owner = view.orgs().find(org).filter(found -> caller.is(found.owner())).isPresent();
    if (owner || caller.isSystem()) {
      return;
    }
    UserId me = caller.userId().orElseThrow();
    // Permissions change along the parents only where a grant or a denial reaches one of the two.
    Set<ResourceId> resources = new LinkedHashSet<>();
    resources.add(org.key());
    for (Accessor accessor : accessors(view, org, ImmutableSet.of(me, service))) {
      StoredLists.grantsTo(view, org, accessor).map(Grant::resource).forEach(resources::add);
    }
    Interpreter interpreter = caller.interpreter(org, ImmutableSet.of(me, service), resources);
    boolean holds =
        resources.stream()
            .allMatch(
                resource ->
                    caller
                        .ownPermissions(org, resource)
                        .containsAll(interpreter.permissions(service, org, resource)));
    if (!holds && !caller.trusted()) {
      throw caller.refused("every permission of the service account");
    }
  }

  private static Set<Accessor> accessors(View view, OrgId org, Set<UserId> users) {
    Set<Accessor> accessors = new LinkedHashSet<>(users);
    accessors.add(org);
    accessors.add(Everyone.EVERYONE);
    for (UserId user : users) {
      for (TeamId team : StoredLists.seatsOf(view, user, org).map(Seat::team).toList()) {
        accessors.addAll(
            Subject.withAncestors(team, view.facts(org, users, ImmutableSet.of(team))));
      }
    }
    return accessors;
  }
}
