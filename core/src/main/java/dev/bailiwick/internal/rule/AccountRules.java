package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of accounts that several commands share. */
public final class AccountRules {
  /** An account as a result: only its id is stored, and a retry reads the account again. */
  public static final StoredResult<User> RESULT =
      new StoredResult<User>(
              (out, user) -> out.number(user.id().value()), (caller, in) -> seen(caller, in.user()))
          .carrying(User::revision, User::withChangedWith);

  private AccountRules() {}

  /** Writes a profile to the digest, as arguments of a request. */
  public static void describe(RequestDigest digest, Profile profile) {
    digest
        .text("full_name", profile.fullName())
        .text("email", profile.email().map(Email::address))
        .maybe("attributes", profile.attributes(), (out, values) -> out.map("values", values));
  }

  /**
   * Returns an account with the values that a profile sets. A new address counts as not verified.
   */
  public static User edited(User user, Profile profile) {
    User named =
        user.withFullName(profile.fullName().orElse(user.fullName()))
            .withAttributes(profile.attributes().orElse(user.attributes()));
    return profile.email().isEmpty() || profile.email().equals(user.email())
        ? named
        : named.withEmail(profile.email()).withEmailVerifiedAt(Optional.empty());
  }

  public static User create(
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
   * Refuses a transfer to an heir that would give more than the actor has. Without being the org's
   * owner or trusted, an actor may make an heir other than the org's owner only if the actor has
   * every permission on everything that the leaving owners own.
   */
  public static void requireMayEnrich(Caller caller, Org org, Stream<UserId> owners, UserId heir) {
    boolean holdsAll =
        heir.equals(org.owner())
            || caller.is(org.owner())
            || (caller.model().ownerOnly().isEmpty()
                && owners
                    .flatMap(owner -> owned(caller.view(), org.id(), owner))
                    .allMatch(ref -> caller.ownPermissions(org.id(), ref).isAll()));
    if (!holdsAll && !caller.trusted()) {
      throw caller.refused("org owner");
    }
  }

  /** Returns everything that a user owns in an org: teams first, then resources. */
  public static Stream<ResourceRef> owned(View view, OrgId org, UserId owner) {
    return Stream.concat(
        StoredLists.teamsOwnedBy(view, org, owner).<ResourceRef>map(Team::id),
        StoredLists.resourcesOwnedBy(view, org, owner).<ResourceRef>map(Resource::id));
  }

  public static void refuseTaken(View view, Optional<Email> email, Optional<UserId> but) {
    email
        .flatMap(view.users()::find)
        .filter(other -> but.filter(other.id()::equals).isEmpty())
        .ifPresent(
            other -> {
              throw new EmailTaken(email.orElseThrow());
            });
  }

  /**
   * Returns the tenants that must be locked in addition to the account, because the power over the
   * account depends on them. They are the org that created the account, if the actor is an admin of
   * it, and the actor's own account, if the actor uses the super user right: of two super users who
   * deactivate each other, one then stays active. An admin's own account is not locked. It is
   * checked again at the commit, so that a slow transaction of the admin does not delay the
   * deactivation of the admin.
   */
  public static ImmutableSet<Tenant> standingOf(Caller caller, User user) {
    ImmutableSet.Builder<Tenant> standing = ImmutableSet.builder();
    caller.userId().filter(me -> caller.usedSuperUser()).ifPresent(standing::add);
    user.createdIn().filter(caller::adminByMembership).ifPresent(standing::add);
    return standing.build();
  }

  /**
   * Returns an account, if the actor may see all of it: the actor's own account, or the account of
   * a member of an org that the actor administers. Trusted actors may see every account.
   */
  public static User seen(Caller caller, UserId id) {
    User user = caller.user(id);
    if (!caller.is(id) && !administersOne(caller, id) && !caller.trusted()) {
      throw caller.refused("org admin");
    }
    return shown(caller, user);
  }

  /**
   * Returns an account as the actor may see it, without the orgs that the actor does not
   * administer.
   */
  public static User shown(Caller caller, User user) {
    if (caller.is(user.id()) || caller.trusted()) {
      return user;
    }
    return user.withDefaultOrg(user.defaultOrg().filter(caller::adminByMembership))
        .withCreatedIn(user.createdIn().filter(caller::adminByMembership));
  }

  public static boolean administersOne(Caller caller, UserId id) {
    return StoredLists.memberships(caller.view(), id)
        .anyMatch(m -> caller.adminByMembership(m.org()));
  }

  public static void refuseOwner(View view, UserId id) {
    if (StoredLists.memberships(view, id).anyMatch(m -> orgOf(view, m).owner().equals(id))) {
      throw new OrgConflict(OrgConflict.Rule.OWNER_STAYS);
    }
  }

  public static Org orgOf(View view, Membership membership) {
    return view.orgs().find(membership.org()).orElseThrow();
  }
}
