package dev.bailiwick;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.Optional;

/** The rules of accounts that several use cases share. */
final class Accounts {
  private Accounts() {}

  static User create(
      Change change, Profile profile, Optional<OrgId> org, Optional<ExternalIdentity> identity) {
    return change.create(
        User.builder()
            .id(new UserId(change.nextId()))
            .fullName(profile.fullName().orElse(""))
            .email(profile.email())
            .attributes(profile.attributes().orElse(ImmutableMap.of()))
            .identities(identity.map(ImmutableSortedSet::of).orElseGet(ImmutableSortedSet::of))
            .createdIn(org)
            .createdAt(change.now())
            .updatedAt(change.now())
            .build());
  }

  /**
   * Refuses an admin without all permissions who would give all of them to another than the owner.
   */
  static void requireMayEnrich(Caller caller, Org org, UserId heir, String action) {
    boolean holdsAll =
        caller.model().ownerOnly().isEmpty() || caller.is(org.owner()) || heir.equals(org.owner());
    if (!holdsAll && !caller.trusted()) {
      throw new NoPermission(action, "org owner");
    }
  }

  static void refuseTaken(View view, Optional<Email> email, Optional<UserId> but) {
    email
        .flatMap(view.users()::find)
        .filter(other -> but.filter(other.id()::equals).isEmpty())
        .ifPresent(
            other -> {
              throw new EmailTaken(email.orElseThrow());
            });
  }

  /**
   * Power over an account, not over a membership: for an org's admins only where the org made the
   * account and no other org has it, and never over a super user.
   */
  static void requireAccountPower(Caller caller, UserId id, String action) {
    User user = caller.user(id);
    Optional<OrgId> org = user.createdIn();
    boolean sole =
        org.isPresent()
            && Lists.memberships(caller.view(), id).allMatch(m -> m.org().equals(org.get()))
            && caller.view().orgs().membership(org.get(), id).isPresent()
            && !user.superUser()
            && caller.adminByMembership(org.get());
    if (!sole && !caller.trusted()) {
      throw new NoPermission(action, "super user, or admin of the one org that made the account");
    }
  }

  static boolean administersOne(Caller caller, UserId id) {
    return Lists.memberships(caller.view(), id).anyMatch(m -> caller.adminByMembership(m.org()));
  }

  static void refuseOwner(View view, UserId id) {
    if (Lists.memberships(view, id).anyMatch(m -> orgOf(view, m).owner().equals(id))) {
      throw new OrgConflict(OrgConflict.Rule.OWNER_STAYS);
    }
  }

  static Org orgOf(View view, Membership membership) {
    return view.orgs().find(membership.org()).orElseThrow();
  }
}
