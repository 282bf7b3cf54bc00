package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.audit.Erasure;
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
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.ClaimTerms;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NoSuchUser;
import dev.bailiwick.user.PendingEmail;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of accounts that several commands share. */
public final class AccountRules {
  /** An account as a result: only its id is stored, and a retry reads the account again. */
  public static final StoredResult<User> RESULT =
      new StoredResult<User>(
              (out, user) -> out.number(user.id().value()), (caller, in) -> seen(caller, in.user()))
          .carrying(User::revision, User::withChangedWith);

  private static final Duration RENEWED = Duration.ofDays(1);

  private AccountRules() {}

  /** Writes a profile to the digest, as arguments of a request. */
  public static void describe(RequestDigest digest, Profile profile) {
    digest
        .text("full_name", profile.fullName())
        .text("email", profile.email().map(Email::address))
        .maybe(
            "email_verified",
            Optional.of(profile.emailVerified()).filter(verified -> verified),
            (out, verified) -> out.flag("value", verified))
        .maybe("attributes", profile.attributes(), (out, values) -> out.map("values", values));
  }

  /**
   * Returns an account with the values that a profile sets. An address that is not verified does
   * not replace a verified one: it waits until it is verified itself. An address that waits already
   * is not replaced.
   */
  public static User edited(View view, User user, Profile profile, Instant now) {
    User named =
        User.builder()
            .from(user)
            .fullName(profile.fullName().orElse(user.fullName()))
            .attributes(profile.attributes().orElse(user.attributes()))
            .build();
    if (profile.email().isEmpty()) {
      return named;
    }
    Email email = profile.email().get();
    boolean present = user.email().equals(profile.email()) || user.otherEmails().containsKey(email);
    if (profile.emailVerified()) {
      return user.verifiedEmails().contains(email)
          ? named
          : AddressRules.verified(view, named, email, now);
    } else if (user.emailVerifiedAt().isEmpty()) {
      return named.withEmail(Optional.of(email));
    }
    boolean waits = user.pendingEmail().filter(pending -> pending.isOpen(now)).isPresent();
    return present || waits || !user.usable()
        ? named
        : named.withPendingEmail(
            Optional.of(PendingEmail.of(email, now, PendingEmail.Use.PRIMARY)));
  }

  /** Returns an account as its person has it: the org that made it has no power over it. */
  public static User claimed(User user) {
    return user.claimed()
        ? user
        : User.builder()
            .from(user)
            .status(UserStatus.ACTIVE)
            .locked(false)
            .createdIn(Optional.empty())
            .claimTerms(Optional.empty())
            .attributes(ImmutableMap.of())
            .build();
  }

  /**
   * Closes accounts that belong to an org. The personal data of unclaimed accounts goes from every
   * log; the names of service accounts stay in them, and their histories end.
   */
  public static void close(Change change, Collection<User> ofOrg, Optional<UserId> into) {
    change.updateAll(ofOrg, user -> closed(user, into));
    for (User user : ofOrg) {
      if (user.serviceOf().isPresent()) {
        change.deleteHistory(user.id());
      } else {
        change.erasePersonalData(user.id(), Erasure.ACCOUNT_AND_CALLS);
      }
    }
  }

  /**
   * Returns an account without any data of its person.
   *
   * @param into the account in which the person goes on
   */
  public static User closed(User user, Optional<UserId> into) {
    return User.builder()
        .id(user.id())
        .status(UserStatus.ERASED)
        .identities(ImmutableSortedSet.of())
        .mergedInto(into)
        .createdAt(user.createdAt())
        .updatedAt(user.updatedAt())
        .build();
  }

  /**
   * Creates an account.
   *
   * @param org the org for which it is unclaimed; empty for an account that belongs to its person
   */
  public static User create(
      Change change, Profile profile, Optional<OrgId> org, Optional<ExternalIdentity> identity) {
    return change.create(made(change, profile, org, org.map(in -> terms(change, in)), identity));
  }

  /** Creates an unclaimed account of an org for each of some profiles, in their order. */
  public static ImmutableList<User> createUnclaimed(
      Change change, Collection<Profile> profiles, OrgId org) {
    ClaimTerms terms = terms(change, org);
    return change.createAll(
        profiles.stream()
            .map(
                profile ->
                    made(change, profile, Optional.of(org), Optional.of(terms), Optional.empty()))
            .toList());
  }

  private static User made(
      Change change,
      Profile profile,
      Optional<OrgId> org,
      Optional<ClaimTerms> terms,
      Optional<ExternalIdentity> identity) {
    return User.builder()
        .id(new UserId(change.nextId()))
        .fullName(profile.fullName().orElse(""))
        .status(org.isPresent() ? UserStatus.UNCLAIMED : UserStatus.ACTIVE)
        .email(profile.email())
        .emailVerifiedAt(
            profile.email().filter(e -> profile.emailVerified()).map(e -> change.now()))
        .attributes(profile.attributes().orElse(ImmutableMap.of()))
        .identities(identity.map(ImmutableSortedSet::of).orElseGet(ImmutableSortedSet::of))
        .createdIn(org)
        .claimTerms(terms)
        .createdAt(change.now())
        .updatedAt(change.now())
        .build();
  }

  /** Creates a service account of an org, as a member of it. */
  public static User createService(Change change, OrgId org, String name) {
    User made =
        change.create(
            User.builder()
                .id(new UserId(change.nextId()))
                .fullName(name)
                .serviceOf(Optional.of(org))
                .identities(ImmutableSortedSet.of())
                .createdAt(change.now())
                .updatedAt(change.now())
                .build());
    change.create(Membership.of(org, made.id()));
    return made;
  }

  /**
   * Returns an unclaimed account that the actor has named again: it can be claimed for longer. Once
   * a day is enough, unless its mailbox was barred in the meantime.
   */
  public static User renewed(Change change, User unclaimed) {
    OrgId org = unclaimed.createdIn().orElseThrow();
    boolean fresh =
        unclaimed
            .claimTerms()
            .filter(terms -> change.now().isBefore(terms.from().plus(RENEWED)))
            .filter(terms -> isClaimable(change.view(), unclaimed, change.now()))
            .filter(
                terms ->
                    unclaimed.email().isEmpty()
                        || !Bars.isBarredSince(
                            change.view(),
                            org,
                            Optional.empty(),
                            unclaimed.email().get(),
                            terms.from()))
            .isPresent();
    return fresh
        ? unclaimed
        : User.builder().from(unclaimed).claimTerms(Optional.of(terms(change, org))).build();
  }

  private static ClaimTerms terms(Change change, OrgId org) {
    return new ClaimTerms(
        change.caller().userId().filter(user -> change.caller().adminByMembership(org)),
        change.now(),
        change.now().plus(change.host().invitationLimits().claimable()));
  }

  /**
   * Returns whether the person can claim an unclaimed account at an instant: it has not ended, and
   * the admin who named it is still one, with a usable account.
   */
  public static boolean isClaimable(View view, User unclaimed, Instant now) {
    OrgId org = unclaimed.createdIn().orElseThrow();
    return unclaimed
        .claimTerms()
        .filter(terms -> now.isBefore(terms.until()))
        .filter(terms -> terms.admin().map(admin -> administers(view, org, admin)).orElse(true))
        .isPresent();
  }

  private static boolean administers(View view, OrgId org, UserId admin) {
    return view.users().find(admin).filter(User::usable).isPresent()
        && view.orgs()
            .membership(org, admin)
            .filter(place -> place.admin() && place.active())
            .isPresent();
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

  /**
   * Refuses attributes of an actor that is not trusted, and a verified address of any actor except
   * the system.
   */
  public static void requireMayGive(Caller caller, Profile profile) {
    if (profile.attributes().isPresent() && !caller.trusted()) {
      throw caller.refused("super user, to set attributes");
    }
    if (profile.emailVerified() && !caller.isSystem()) {
      throw caller.refused("system actor, to say that an address is verified");
    }
  }

  /**
   * Returns the tenants that must be locked in addition to the account. They are the org to which
   * an unclaimed or a service account belongs, or the one that has power by its domain, because its
   * log shows the change and the power over the account can depend on it, and the actor's own
   * account, if the actor uses the super user right: of two super users who deactivate each other,
   * one then stays active. An admin's own account is not locked. It is checked again at the commit,
   * so that a slow transaction of the admin does not delay the deactivation of the admin.
   */
  public static ImmutableSet<Tenant> standingOf(Caller caller, User user) {
    ImmutableSet.Builder<Tenant> standing = ImmutableSet.builder();
    standing.add(user.id());
    caller.userId().filter(me -> caller.usedSuperUser()).ifPresent(standing::add);
    user.belongsTo().or(() -> AccountPower.org(caller, user)).ifPresent(standing::add);
    return standing.build();
  }

  /**
   * Returns the tenant that a change of an account is about: the org by which the actor has power
   * over the account, otherwise the account.
   */
  public static Tenant logOf(Caller caller, User user) {
    return AccountPower.org(caller, user).<Tenant>map(org -> org).orElse(user.id());
  }

  /**
   * Returns an account, if the actor may see all of it: the actor's own account, or the account of
   * a member of an org that the actor administers. Trusted actors may see every account. The id of
   * an account that was merged into another one stands for the other.
   */
  public static User seen(Caller caller, UserId id) {
    User user = found(caller, id);
    if (!caller.is(user.id()) && !administersOne(caller, user.id()) && !caller.trusted()) {
      throw caller.refused("org admin");
    }
    return shown(caller, user);
  }

  /** Finds an account, or the one into which it was merged. A refusal names the given id. */
  private static User found(Caller caller, UserId id) {
    try {
      return caller.user(MemberLookup.account(caller.view(), id).map(User::id).orElse(id));
    } catch (NoSuchUser hidden) {
      // Its cause would name the other account.
      throw new NoSuchUser(id);
    }
  }

  /**
   * Returns an account as the actor may see it, without the orgs that the actor does not administer
   * and without an address that the person only noted.
   */
  public static User shown(Caller caller, User user) {
    if (caller.is(user.id()) || caller.trusted()) {
      return user;
    }
    return user.withDefaultOrg(user.defaultOrg().filter(caller::adminByMembership))
        .withEmail(user.shownEmail())
        .withPendingEmail(Optional.empty());
  }

  public static boolean administersOne(Caller caller, UserId id) {
    return StoredLists.memberships(caller.view(), id)
        .anyMatch(m -> caller.adminByMembership(m.org()));
  }

  public static Org orgOf(View view, Membership membership) {
    return view.orgs().find(membership.org()).orElseThrow();
  }
}
