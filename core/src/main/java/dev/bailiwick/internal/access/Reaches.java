package dev.bailiwick.internal.access;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.store.Reach;
import java.util.Optional;

/** Finds the reach of a permission: the half of a decision that does not depend on a resource. */
public final class Reaches {
  private Reaches() {}

  /**
   * Returns the reach of a user's permission on a type.
   *
   * @param about the user; the actor if empty
   */
  public static Reach of(
      AccessScope scope, Optional<UserId> about, Permission permission, ResourceType<?> type) {
    Caller caller = scope.caller();
    Tenant where = scope.tenant();
    caller.model().check(permission);
    caller.model().checkType(type);
    if (about.isEmpty() && caller.actor().isSystem()) {
      return Reach.of(Reach.Extent.UNCHECKED, where, caller.now());
    }
    UserId user = about.or(caller::userId).orElseThrow();
    scope.requireMayAskAll(where, user);
    if (caller.outsideSession(where)) {
      return Reach.of(Reach.Extent.NOTHING, where, caller.now());
    }
    return caller
        .interpreter(where, ImmutableSet.of(user), ImmutableSet.of())
        .reach(user, permission, where, ownRoles(caller, where));
  }

  private static ImmutableList<Role> ownRoles(Caller caller, Tenant where) {
    return Kinds.match(
        where,
        person -> ImmutableList.of(),
        org ->
            StoredLists.roles(caller.view(), org)
                .map(RoleDefinition::role)
                .collect(ImmutableList.toImmutableList()));
  }
}
