package dev.bailiwick.internal.access;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.access.Question;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.decision.Interpreter;
import dev.bailiwick.permission.Model;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.permission.Role;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers questions about the permissions of users. A store reads the facts of all of them
 * together.
 */
public final class Checks {
  private final AccessScope scope;
  private final ImmutableSet<UserId> users;
  private final Collection<? extends ResourceRef> resources;
  private final Map<Tenant, Interpreter> interpreters = new HashMap<>();

  private Checks(
      AccessScope scope, Collection<UserId> users, Collection<? extends ResourceRef> resources) {
    this.scope = scope;
    this.users = ImmutableSet.copyOf(users);
    this.resources = resources;
  }

  /** Whether the actor has a permission. The system actor has every permission. */
  public static boolean may(AccessScope scope, Permission permission, ResourceRef resource) {
    scope.requireKnown(permission, resource);
    Caller caller = scope.caller();
    return caller.isSystem()
        || scope
            .where(resource)
            .filter(where -> caller.ownPermissions(where, resource).contains(permission))
            .isPresent();
  }

  /** Answers each question, in their order. */
  public static ImmutableList<Boolean> all(AccessScope scope, Collection<Question> questions) {
    Checks checks =
        new Checks(
            scope,
            questions.stream().map(Question::user).toList(),
            questions.stream().map(Question::resource).toList());
    return questions.stream()
        .map(
            q -> {
              scope.requireKnown(q.permission(), q.resource());
              return checks.permissions(q.user(), q.resource()).contains(q.permission());
            })
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns the permissions of a user on a resource, in the model's order. */
  public static ImmutableSet<Permission> permissions(
      AccessScope scope, UserId user, ResourceRef resource) {
    scope.caller().model().check(resource.key());
    return new Checks(scope, List.of(user), List.of(resource)).permissions(user, resource).toSet();
  }

  /** Returns the roles of the model of which a user has every permission, for each resource. */
  public static ImmutableMap<ResourceId, ImmutableSet<Role>> roles(
      AccessScope scope, UserId user, Collection<? extends ResourceRef> resources) {
    Checks checks = new Checks(scope, List.of(user), resources);
    InvalidParameter.unless(
        resources.size() <= Limits.BATCH
            && resources.stream().map(ResourceRef::key).distinct().count() == resources.size(),
        "resources",
        "must be at most " + Limits.BATCH + ", each named once");
    Model model = scope.caller().model();
    ImmutableMap.Builder<ResourceId, ImmutableSet<Role>> roles = ImmutableMap.builder();
    for (ResourceRef resource : resources) {
      model.check(resource.key());
      PermissionSet held = checks.permissions(user, resource);
      roles.put(
          resource.key(),
          model.roles().stream()
              .filter(role -> holds(held, model.permissionsOf(role).orElseThrow()))
              .collect(ImmutableSet.toImmutableSet()));
    }
    return roles.buildOrThrow();
  }

  private static boolean holds(PermissionSet held, PermissionSet role) {
    return !role.isEmpty() && held.containsAll(role);
  }

  private PermissionSet permissions(UserId user, ResourceRef resource) {
    Optional<Tenant> where = scope.where(resource);
    Optional<Interpreter> interpreter =
        where.map(t -> interpreters.computeIfAbsent(t, this::interpreter));
    scope.requireMayAsk(where, user, resource);
    return interpreter
        .map(i -> i.permissions(user, where.orElseThrow(), resource))
        .orElseGet(scope.caller().model()::none);
  }

  private Interpreter interpreter(Tenant where) {
    return scope
        .caller()
        .interpreter(
            where,
            users,
            resources.stream()
                .filter(resource -> resource.tenant().map(where::equals).orElse(true))
                .collect(ImmutableSet.toImmutableSet()));
  }
}
