package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
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
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;

/** Deletes a role that belongs to one org and is not in use. */
public record DeleteRole(OrgId org, Role role)
    implements Command<RoleDefinition, Written<RoleDefinition>> {
  @Override
  public Event event() {
    return Event.ORG_DELETE_ROLE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.admin(org));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("org", org).text("role", role.name());
  }

  @Override
  public StoredResult<Written<RoleDefinition>> result() {
    return OrgRules.ROLE_RESULT;
  }

  @Override
  public Plan<RoleDefinition> plan(Caller caller) {
    Org found = caller.require(OrgNeed.admin(org));
    RoleDefinition definition =
        caller
            .view()
            .orgs()
            .role(org, role)
            .orElseThrow(() -> new InvalidParameter("role", "is not defined: " + role));
    if (found.membersDefaultRole().filter(role::equals).isPresent()
        || StoredLists.grants(caller.view(), org).anyMatch(g -> g.role().equals(role))
        || InvitationRules.given(caller.view(), org, role).findAny().isPresent()) {
      throw new OrgConflict(OrgConflict.Rule.ROLE_IN_USE);
    }
    return Plan.of(org, definition);
  }

  @Override
  public Written<RoleDefinition> apply(Change change, RoleDefinition definition) {
    change.delete(definition);
    return change.written(definition);
  }
}
