package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.InvitationRules;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Org;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.permission.RoleDefinition;
import java.util.Optional;
import java.util.stream.Stream;

/** Defines a role that belongs to one org, or redefines it. */
public record DefineRole(RoleDefinition role)
    implements Command<Optional<RoleDefinition>, Written<RoleDefinition>> {
  @Override
  public Event event() {
    return Event.ORG_DEFINE_ROLE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.admin(role.org()));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest
        .accessor("org", role.org())
        .text("role", role.role().name())
        .set("permission", role.permissions().stream().map(Permission::name).toList());
  }

  @Override
  public StoredResult<Written<RoleDefinition>> result() {
    return OrgRules.ROLE_RESULT;
  }

  @Override
  public Plan<Optional<RoleDefinition>> plan(Caller caller) {
    Org org = caller.require(OrgNeed.admin(role.org()));
    Optional<RoleDefinition> before = caller.view().orgs().role(org.id(), role.role());
    if (before.equals(Optional.of(role))) {
      // A definition that exists may be written back, whatever the model says of its permissions.
      return Plan.of(org.id(), before);
    }
    role.permissions().forEach(caller.model()::check);
    PermissionSet wanted = caller.model().set(role.permissions());
    InvalidParameter.unless(
        caller.model().grantable().containsAll(wanted),
        "permissions",
        "must be permissions that the model marks as grantable");
    requireEverywhere(
        caller,
        org,
        before.map(b -> caller.model().set(b.permissions()).and(wanted)).orElse(wanted));
    return Plan.of(org.id(), before);
  }

  /**
   * Requires the right to give the role, and to lift its denials, on every resource where it is
   * granted, denied or given by an invitation: a new definition has the effect of both.
   */
  private void requireEverywhere(Caller caller, Org org, PermissionSet permissions) {
    Stream<ResourceRef> used =
        Stream.concat(
            StoredLists.grants(caller.view(), org.id())
                .filter(grant -> grant.role().equals(role.role()))
                .map(Grant::resource),
            InvitationRules.given(caller.view(), org.id(), role.role()));
    if (!Stream.concat(Stream.of(org.id()), used)
        .distinct()
        .allMatch(
            ref -> caller.administrativePermissions(org.id(), ref).containsAll(permissions))) {
      throw caller.refused("every permission of " + role.role());
    }
  }

  @Override
  public Written<RoleDefinition> apply(Change change, Optional<RoleDefinition> before) {
    change.save(before, role);
    return change.written(role);
  }
}
