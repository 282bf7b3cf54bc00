package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.rule.RolePermissions;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Joining;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.View;
import java.util.List;
import java.util.Optional;

/** Changes the settings of an org. */
public record UpdateOrg(OrgId org, OrgChange update) implements Command<Org, Org> {
  @Override
  public Event event() {
    return Event.ORG_UPDATE;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.admin(org));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest
        .accessor("org", org)
        .text("name", update.name())
        .text("description", update.description())
        .text("external_key", update.externalKey())
        .text("joining", update.joining().map(Joining::name))
        .flag("sharing", update.sharing())
        .text("members_default_role", update.membersDefaultRole().map(Role::name))
        .flag("no_members_default_role", update.noMembersDefaultRole())
        .maybe("attributes", update.attributes(), (out, values) -> out.map("values", values));
  }

  @Override
  public StoredResult<Org> result() {
    return OrgRules.RESULT;
  }

  @Override
  public Plan<Org> plan(Caller caller) {
    Org found = caller.require(OrgNeed.admin(org));
    if (update.sharing().filter(on -> on != found.sharing()).isPresent()) {
      caller.require(OrgNeed.owner(org));
    }
    if (differs(update.externalKey(), found.externalKey())
        || update.joining().filter(joining -> joining != found.joining()).isPresent()
        || update.attributes().filter(a -> !a.equals(found.attributes())).isPresent()) {
      caller.require(TrustNeed.SYSTEM_OR_SUPER_USER);
    }
    Optional<Role> role = defaultRole(found);
    if (!role.equals(found.membersDefaultRole())) {
      role.ifPresent(given -> requireHeld(caller, found, given));
      found
          .membersDefaultRole()
          .filter(taken -> permissions(caller, found, taken).isPresent())
          .ifPresent(taken -> requireHeld(caller, found, taken));
    }
    OrgRules.refuseTakenKey(caller.view(), update.externalKey(), Optional.of(org));
    return Plan.of(org, found);
  }

  private Optional<Role> defaultRole(Org found) {
    return update.noMembersDefaultRole()
        ? Optional.empty()
        : update.membersDefaultRole().or(found::membersDefaultRole);
  }

  private static boolean differs(Optional<String> given, Optional<String> present) {
    return given.isPresent() && !given.equals(present);
  }

  private static Optional<PermissionSet> permissions(Caller caller, Org org, Role role) {
    return RolePermissions.permissions(caller.view(), caller.model(), org.id(), role);
  }

  private static void requireHeld(Caller caller, Org org, Role role) {
    PermissionSet permissions =
        permissions(caller, org, role)
            .orElseThrow(() -> new InvalidParameter("role", "is not defined: " + role));
    if (!caller.administrativePermissions(org.id(), org.id()).containsAll(permissions)) {
      throw caller.refused("every permission of " + role);
    }
  }

  @Override
  public Org apply(Change change, Org found) {
    if (found.sharing() && !update.sharing().orElse(true)) {
      deleteGuestsGrants(change);
    }
    return change.update(
        found,
        found
            .withName(update.name().orElse(found.name()))
            .withDescription(update.description().orElse(found.description()))
            .withExternalKey(update.externalKey().or(found::externalKey))
            .withJoining(update.joining().orElse(found.joining()))
            .withSharing(update.sharing().orElse(found.sharing()))
            .withMembersDefaultRole(defaultRole(found))
            .withAttributes(update.attributes().orElse(found.attributes())));
  }

  /** Deletes the grants to guests. Guests are users who are not members, and other orgs. */
  private void deleteGuestsGrants(Change change) {
    View view = change.view();
    List<Accessor> guests =
        StoredLists.accessors(view, org)
            .filter(
                accessor ->
                    Kinds.match(
                        accessor,
                        user -> view.orgs().membership(org, user).isEmpty(),
                        team -> false,
                        other -> !other.equals(org),
                        everyone -> false))
            .toList();
    guests.forEach(
        guest -> StoredLists.grantsTo(view, org, guest).toList().forEach(change::delete));
  }
}
