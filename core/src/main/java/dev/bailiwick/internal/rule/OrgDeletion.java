package dev.bailiwick.internal.rule;

import com.google.common.collect.Lists;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.store.View;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deletes orgs. */
public final class OrgDeletion {
  private OrgDeletion() {}

  /** Returns the tenants, besides the org, to which its deletion writes. */
  public static Set<Tenant> written(View view, OrgId org) {
    Set<Tenant> others = new HashSet<>();
    StoredLists.members(view, org).map(Membership::user).forEach(others::add);
    StoredLists.tenantsGranting(view, org).forEach(others::add);
    return others;
  }

  /**
   * Whether an org concerns nobody besides its owner, so that it is deleted with the owner's
   * account. It has no other member, no guest and no open invitation, and the host has not
   * suspended it.
   *
   * @param now the instant at which an invitation must be open to count
   */
  public static boolean concernsOnlyItsOwner(View view, Org org, Instant now) {
    return org.suspension().isEmpty()
        && StoredLists.members(view, org.id())
            .map(Membership::user)
            .allMatch(
                user ->
                    user.equals(org.owner()) || ServiceAccountRules.isServiceAccount(view, user))
        && StoredLists.invitations(view, org.id()).noneMatch(sent -> sent.isOpen(now))
        && StoredLists.grants(view, org.id()).noneMatch(grant -> reachesAGuest(org, grant));
  }

  /** Whether a grant gives something to a user who is not a member, or to another org. */
  private static boolean reachesAGuest(Org org, Grant grant) {
    return grant.effect() == Effect.ALLOW
        && ((grant.accessor() instanceof UserId user && !user.equals(org.owner()))
            || (grant.accessor() instanceof OrgId guest && !guest.equals(org.id()))
            || (grant.accessor() == Everyone.EVERYONE && org.sharing()));
  }

  /** Deletes an org with everything in it, and returns its tombstone. */
  public static Org delete(Change change, Org found) {
    View view = change.view();
    OrgId org = found.id();
    StoredLists.tenantsGranting(view, org)
        .toList()
        .forEach(
            tenant -> StoredLists.grantsTo(view, tenant, org).toList().forEach(change::delete));
    TenantDeletion.clear(change, org);
    StoredLists.roles(view, org).toList().forEach(change::delete);
    view.joining().domains(org).forEach(change.joining()::delete);
    StoredLists.joinRequests(view, org).toList().forEach(change.joining()::delete);
    List<Membership> members = StoredLists.members(view, org).toList();
    members.forEach(change::delete);
    MembershipRemoval.forget(change, org, Lists.transform(members, Membership::user));
    return change.update(
        found,
        found
            .withDeleted(true)
            .withExternalKey(Optional.empty())
            .withSharing(false)
            .withSuspension(Optional.empty())
            .withOwnershipOffer(Optional.empty())
            .withMembersDefaultRole(Optional.empty()));
  }
}
