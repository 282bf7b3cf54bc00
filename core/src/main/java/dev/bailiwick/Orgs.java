package dev.bailiwick;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.MembershipRemoval;
import dev.bailiwick.internal.rule.RolePermissions;
import dev.bailiwick.internal.rule.TenantDeletion;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.PermissionSet;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an actor can ask and do about orgs; their members stand in {@link #members}. */
public final class Orgs {
  private final Session session;

  Orgs(Session session) {
    this.session = session;
  }

  /**
   * Makes an org, whose owner is its first member and admin. The host's own code and super users
   * do.
   *
   * @throws NoSuchMember if the owner cannot use their account
   * @throws OrgConflict if another org has the external key
   */
  public Org create(NewOrg org) {
    Required.given(org, "org");
    return session.write(
        "org.create",
        List.of(org),
        Outcome.ORG,
        caller -> {
          caller.requireTrusted("org.create");
          if (caller.view().users().find(org.owner()).filter(User::usable).isEmpty()) {
            throw new NoSuchMember(org.owner());
          }
          refuseTaken(caller.view(), org.externalKey(), Optional.empty());
          return Plan.making(ImmutableSet.of(org.owner()), org);
        },
        (change, unused) -> {
          OrgId id = new OrgId(change.nextId());
          Org made =
              change.create(
                  Org.builder()
                      .id(id)
                      .name(org.name())
                      .owner(org.owner())
                      .description(org.description().orElse(""))
                      .externalKey(org.externalKey())
                      .attributes(org.attributes())
                      .createdAt(change.now())
                      .updatedAt(change.now())
                      .build());
          change.create(new Membership(id, org.owner(), true, true));
          return made;
        });
  }

  /** An org: for its members. */
  public Org get(OrgId id) {
    Required.given(id, "org");
    return session.read("org.read", caller -> caller.org(id));
  }

  /** The org that the host knows under a key: for its members. */
  public Org get(String externalKey) {
    Text.id(externalKey, "org.external_key");
    return session.read(
        "org.read",
        caller -> {
          Optional<OrgId> id = caller.view().orgs().find(externalKey).map(Org::id);
          try {
            return caller.org(id.orElseThrow(() -> new NoSuchOrg(externalKey)));
          } catch (NoSuchOrg outOfReach) {
            throw new NoSuchOrg(externalKey);
          }
        });
  }

  /** The actor's orgs; all, for the host's own code and super users. By ascending id. */
  public Page<Org> list(PageRequest request) {
    Required.given(request, "page");
    return session.read(
        "org.list",
        caller ->
            new SignedPages(caller, request, "org.list")
                .<OrgId, Org>page(
                    after -> orgs(caller, after),
                    org -> Long.toString(org.id().value()),
                    key -> new OrgId(Long.parseLong(key))));
  }

  private static Stream<Org> orgs(Caller caller, Optional<OrgId> after) {
    View view = caller.view();
    Slice<OrgId> start = new Slice<>(after, Slice.<OrgId>first().limit());
    Stream<Org> orgs =
        caller.trusted()
            ? Slices.after(start, view.orgs()::list, Org::id)
            : Slices.after(
                    start,
                    slice -> view.orgs().memberships(caller.userId().orElseThrow(), slice),
                    Membership::org)
                .filter(Membership::active)
                .filter(m -> caller.actor().org().map(m.org()::equals).orElse(true))
                .flatMap(m -> view.orgs().find(m.org()).stream());
    return orgs.filter(org -> !org.deleted());
  }

  /** The members of an org. */
  public OrgMembers members(OrgId id) {
    Required.given(id, "org");
    return new OrgMembers(session, id);
  }

  /**
   * Changes an org's settings. Its admins do; guests are let in and shut out by its owner alone,
   * and key and domain are set by the host's own code and super users, who have verified them.
   * Shutting guests out deletes their grants. The attributes are for the host's own code and super
   * users.
   *
   * @throws OrgConflict if another org has the external key
   * @throws InvalidParameter if the default role is unknown
   * @throws NoPermission if the default role, before or after, holds more than the actor has
   */
  public Org update(OrgId id, OrgChange change) {
    Required.given(id, "org", change, "change");
    return session.write(
        "org.update",
        List.<Object>of(id, change),
        Outcome.ORG,
        caller -> {
          Org org = caller.administeredOrg(id, "org.update");
          if (change.sharing().filter(on -> on != org.sharing()).isPresent()) {
            caller.ownedOrg(id, "org.update of sharing");
          }
          if (differs(change.externalKey(), org.externalKey())
              || differs(change.emailDomain(), org.emailDomain())) {
            caller.requireTrusted("org.update of key or domain");
          }
          if (change.attributes().filter(a -> !a.equals(org.attributes())).isPresent()) {
            caller.requireTrusted("org.update of attributes");
          }
          Optional<Role> role =
              change.noMembersDefaultRole()
                  ? Optional.empty()
                  : change.membersDefaultRole().or(org::membersDefaultRole);
          if (!role.equals(org.membersDefaultRole())) {
            role.ifPresent(given -> requireHeld(caller, org, given));
            org.membersDefaultRole()
                .filter(r -> defined(caller, org, r))
                .ifPresent(taken -> requireHeld(caller, org, taken));
          }
          refuseTaken(caller.view(), change.externalKey(), Optional.of(id));
          return Plan.of(id, org);
        },
        (writing, org) -> {
          if (org.sharing() && !change.sharing().orElse(true)) {
            deleteGuestsGrants(writing, id);
          }
          return writing.update(
              org,
              org.withName(change.name().orElse(org.name()))
                  .withDescription(change.description().orElse(org.description()))
                  .withExternalKey(change.externalKey().or(org::externalKey))
                  .withEmailDomain(change.emailDomain().or(org::emailDomain))
                  .withSelfSignup(change.selfSignup().orElse(org.selfSignup()))
                  .withSharing(change.sharing().orElse(org.sharing()))
                  .withMembersDefaultRole(
                      change.noMembersDefaultRole()
                          ? Optional.empty()
                          : change.membersDefaultRole().or(org::membersDefaultRole))
                  .withAttributes(change.attributes().orElse(org.attributes())));
        });
  }

  private static boolean differs(Optional<String> said, Optional<String> present) {
    return said.isPresent() && !said.equals(present);
  }

  private static boolean defined(Caller caller, Org org, Role role) {
    return RolePermissions.permissions(caller.view(), caller.model(), org.id(), role).isPresent();
  }

  private static void requireHeld(Caller caller, Org org, Role role) {
    PermissionSet permissions =
        RolePermissions.permissions(caller.view(), caller.model(), org.id(), role)
            .orElseThrow(() -> new InvalidParameter("role", "is not defined: " + role));
    if (!caller.administrativePermissions(org.id(), org.id()).containsAll(permissions)) {
      throw new NoPermission("org.update", "every permission of " + role);
    }
  }

  /** Guests are people who are no members, and other orgs. */
  private static void deleteGuestsGrants(Change change, OrgId org) {
    View view = change.view();
    List<Accessor> guests =
        StoredLists.accessors(view, org)
            .filter(
                accessor ->
                    accessor.match(
                        user -> view.orgs().membership(org, user).isEmpty(),
                        team -> false,
                        other -> !other.equals(org),
                        everyone -> false))
            .toList();
    guests.forEach(g -> StoredLists.grantsTo(view, org, g).toList().forEach(change::delete));
  }

  /**
   * Hands an org over to another of its members, who becomes an admin too; the owner before stays
   * an admin. The owner does, and the host's own code and super users.
   *
   * @throws NoSuchMember if they are not an active member
   */
  public Org transferOwnership(OrgId id, UserId owner) {
    Required.given(id, "org", owner, "owner");
    return session.write(
        "org.transfer_ownership",
        List.<Object>of(id, owner),
        Outcome.ORG,
        caller -> {
          Org org = caller.ownedOrg(id, "org.transfer_ownership");
          MemberLookup.heir(caller.view(), id, owner);
          return Plan.of(id, ImmutableSet.of(owner), org);
        },
        (change, org) -> {
          Membership membership = change.view().orgs().membership(id, owner).orElseThrow();
          change.update(membership, membership.withAdmin(true));
          return change.update(org, org.withOwner(owner));
        });
  }

  /**
   * Deletes an org with everything in it; what remains is a tombstone and the audit log. The owner
   * does, and the host's own code and super users.
   */
  public Org delete(OrgId id) {
    Required.given(id, "org");
    return session.write(
        "org.delete",
        List.of(id),
        Outcome.DELETED_ORG,
        caller -> {
          Org org = caller.ownedOrg(id, "org.delete");
          Set<Tenant> others = new HashSet<>();
          StoredLists.members(caller.view(), id).map(Membership::user).forEach(others::add);
          StoredLists.tenantsGranting(caller.view(), id).forEach(others::add);
          return Plan.of(id, others, org);
        },
        (change, org) -> {
          View view = change.view();
          StoredLists.tenantsGranting(view, id)
              .toList()
              .forEach(t -> StoredLists.grantsTo(view, t, id).toList().forEach(change::delete));
          TenantDeletion.clear(change, id);
          Slices.all(slice -> view.orgs().roles(id, slice), RoleDefinition::role)
              .toList()
              .forEach(change::delete);
          for (Membership member : StoredLists.members(view, id).toList()) {
            change.delete(member);
            MembershipRemoval.forget(change, id, member.user());
          }
          return change.update(
              org,
              org.withDeleted(true)
                  .withExternalKey(Optional.empty())
                  .withSharing(false)
                  .withMembersDefaultRole(Optional.empty()));
        });
  }

  /** The roles that an org composed for itself, by name: for its members. */
  public ImmutableList<RoleDefinition> roles(OrgId id) {
    Required.given(id, "org");
    return session.read(
        "org.roles",
        caller -> {
          caller.org(id);
          return Slices.all(slice -> caller.view().orgs().roles(id, slice), RoleDefinition::role)
              .collect(ImmutableList.toImmutableList());
        });
  }

  /**
   * Composes a role of the org's own, or composes it anew. Its admins do.
   *
   * @throws InvalidParameter if a permission is unknown, or the model does not let orgs give it
   * @throws NoPermission if the actor does not have every permission of it, before and after, on
   *     the org and wherever it is granted or denied
   */
  public Written<RoleDefinition> defineRole(OrgId id, Role role, Permission... permissions) {
    Required.given(id, "org", role, "role");
    RoleDefinition definition =
        new RoleDefinition(
            id, role, ImmutableSortedSet.copyOf(Required.list(permissions, "permissions")));
    return session.write(
        "org.define_role",
        List.of(definition),
        Outcome.ROLE,
        caller -> {
          Org org = caller.administeredOrg(id, "org.define_role");
          definition.permissions().forEach(caller.model()::check);
          PermissionSet wanted = caller.model().set(definition.permissions());
          InvalidParameter.unless(
              caller.model().grantable().containsAll(wanted),
              "permissions",
              "must be of those that the model lets an org give");
          Optional<RoleDefinition> before = caller.view().orgs().role(id, role);
          PermissionSet both =
              before.map(b -> caller.model().set(b.permissions()).and(wanted)).orElse(wanted);
          requireEverywhere(caller, org, role, both);
          return Plan.of(id, before);
        },
        (change, before) -> {
          change.save(before, definition);
          return change.written(definition);
        });
  }

  /** Who composes a role anew gives it anew, and lifts it, wherever somebody has it. */
  private static void requireEverywhere(Caller caller, Org org, Role role, PermissionSet all) {
    Stream<ResourceRef> used =
        StoredLists.grants(caller.view(), org.id())
            .filter(grant -> grant.role().equals(role))
            .map(Grant::resource);
    if (!Stream.concat(Stream.of(org.id()), used)
        .distinct()
        .allMatch(ref -> caller.administrativePermissions(org.id(), ref).containsAll(all))) {
      throw new NoPermission("org.define_role", "every permission of " + role);
    }
  }

  /**
   * Deletes a role of the org's own. Its admins do.
   *
   * @throws InvalidParameter if there is no such role
   * @throws OrgConflict if somebody has it
   */
  public Written<RoleDefinition> deleteRole(OrgId id, Role role) {
    Required.given(id, "org", role, "role");
    return session.write(
        "org.delete_role",
        List.<Object>of(id, role),
        Outcome.ROLE,
        caller -> {
          Org org = caller.administeredOrg(id, "org.delete_role");
          RoleDefinition found =
              caller
                  .view()
                  .orgs()
                  .role(id, role)
                  .orElseThrow(() -> new InvalidParameter("role", "is not defined: " + role));
          if (org.membersDefaultRole().filter(role::equals).isPresent()
              || StoredLists.grants(caller.view(), id).anyMatch(g -> g.role().equals(role))) {
            throw new OrgConflict(OrgConflict.Rule.ROLE_IN_USE);
          }
          return Plan.of(id, found);
        },
        (change, found) -> {
          change.delete(found);
          return change.written(found);
        });
  }

  private static void refuseTaken(View view, Optional<String> key, Optional<OrgId> but) {
    key.map(given -> Text.id(given, "org.external_key"))
        .flatMap(view.orgs()::find)
        .filter(other -> but.filter(other.id()::equals).isEmpty())
        .ifPresent(
            other -> {
              throw new OrgConflict(OrgConflict.Rule.KEY_TAKEN);
            });
  }
}
