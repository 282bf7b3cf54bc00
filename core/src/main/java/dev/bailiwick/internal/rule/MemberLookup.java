package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.store.View;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the users that a list of members names, by id or by address. */
public final class MemberLookup {
  private MemberLookup() {}

  /**
   * Returns the persons that a list of members of a team names, in the order of the list. A user
   * that is named twice is returned once. In an org, a user with an active membership of the org
   * can become a member; in a person's own tenant, a user with a usable account. There, an address
   * that no member of the team has is asked by an invitation, unless the actor is trusted.
   *
   * @param tenant the tenant of the team
   * @param team the team; empty for a team that does not exist yet
   * @throws InvalidParameter if the list is too long, or names a user twice with different admin
   *     flags
   */
  public static NamedMembers of(
      Caller caller, Tenant tenant, Optional<TeamId> team, Collection<NewMember> members) {
    View view = caller.view();
    checkSize(members.size());
    expect(view, tenant, members);
    ImmutableMap<Email, User> byEmail = byEmail(view, tenant, team, members);
    Map<UserId, NewMember> found = new LinkedHashMap<>();
    ImmutableList.Builder<NewMember> unreachable = ImmutableList.builder();
    Map<Email, NewMember> invited = new LinkedHashMap<>();
    for (NewMember member : members) {
      Optional<UserId> user =
          member.email().isPresent()
              ? ofAddress(caller, tenant, team, byEmail, member.email().get())
              : seated(view, tenant, team, member);
      if (user.isPresent()) {
        add(found, user.get(), member);
      } else if (member.email().isPresent() && tenant instanceof UserId && !caller.trusted()) {
        NewMember before = invited.put(member.email().get(), member);
        InvalidParameter.unless(
            before == null || before.equals(member),
            "members",
            "names a person twice with different values: " + member);
      } else {
        unreachable.add(member);
      }
    }
    return new NamedMembers(
        ImmutableMap.copyOf(found), unreachable.build(), ImmutableList.copyOf(invited.values()));
  }

  private static ImmutableMap<Email, User> byEmail(
      View view, Tenant tenant, Optional<TeamId> team, Collection<NewMember> members) {
    ImmutableSet<Email> emails =
        members.stream()
            .flatMap(member -> member.email().stream())
            .collect(ImmutableSet.toImmutableSet());
    if (emails.isEmpty()) {
      return ImmutableMap.of();
    }
    return Kinds.match(
        tenant,
        person -> team.map(id -> view.teams().named(id, emails)).orElse(ImmutableMap.of()),
        org -> view.orgs().named(org, emails));
  }

  /** Returns the user that an address names, if the user is a member or can become one. */
  private static Optional<UserId> ofAddress(
      Caller caller,
      Tenant tenant,
      Optional<TeamId> team,
      ImmutableMap<Email, User> byEmail,
      Email email) {
    View view = caller.view();
    Optional<User> named = Optional.ofNullable(byEmail.get(email));
    if (named.isEmpty() && tenant instanceof UserId && caller.trusted()) {
      named = view.users().find(email);
    }
    return named
        .filter(user -> isMember(view, team, user.id()) || mayBeSeated(view, tenant, user))
        .map(User::id);
  }

  private static boolean isMember(View view, Optional<TeamId> team, UserId user) {
    return team.flatMap(id -> view.teams().seat(id, user)).isPresent();
  }

  /**
   * Announces the users that will be looked up, so that a store can read the facts about all of
   * them at once.
   */
  public static void expect(View view, Tenant tenant, Collection<NewMember> members) {
    view.prefetch(
        tenant,
        members.stream().flatMap(member -> member.user().stream()).toList(),
        ImmutableSet.of());
  }

  private static Optional<UserId> seated(
      View view, Tenant tenant, Optional<TeamId> team, NewMember member) {
    UserId id = member.user().orElseThrow();
    // In an org, an active membership is enough; the account need not be read.
    boolean reachable =
        tenant instanceof OrgId org
            ? isActive(view, org, id)
            : view.users().find(id).filter(user -> mayBeSeated(view, tenant, user)).isPresent();
    return reachable || isMember(view, team, id)
        ? Optional.of(id)
        : view.users()
            .find(id)
            .flatMap(User::mergedInto)
            .flatMap(into -> account(view, into))
            .filter(user -> mayBeSeated(view, tenant, user))
            .map(User::id);
  }

  /** Returns whether an account was deactivated or locked. */
  public static boolean isSwitchedOff(User user) {
    return user.locked() || user.status() == UserStatus.DEACTIVATED;
  }

  /**
   * Returns the users to whom a membership of a team in this tenant gives no rights: their accounts
   * are deactivated or locked, or their memberships of the org are not active.
   */
  public static ImmutableSet<UserId> inactive(View view, Tenant tenant, Collection<UserId> users) {
    ImmutableMap<UserId, User> accounts = view.users().findAll(users);
    return users.stream()
        .filter(
            id ->
                Optional.ofNullable(accounts.get(id))
                    .filter(user -> !isSwitchedOff(user))
                    .filter(user -> mayBeSeated(view, tenant, user))
                    .isEmpty())
        .collect(ImmutableSet.toImmutableSet());
  }

  public static void checkSize(int size) {
    InvalidParameter.unless(
        size <= Limits.BATCH, "members", "must be at most " + Limits.BATCH + " in one call");
  }

  /**
   * Returns the account that an entry names in a tenant. An address names, in an org, the member
   * that has it as its verified address, otherwise the unclaimed account that the org made for it;
   * in a person's own tenant, the account that has it as its verified address.
   */
  public static Optional<User> find(View view, Tenant tenant, NewMember member) {
    return member.user().isPresent()
        ? account(view, member.user().get())
        : Kinds.match(
            tenant,
            person -> view.users().find(member.email().orElseThrow()),
            org -> ofOrg(view, org, member.email().orElseThrow()));
  }

  /** Returns the member of an org that an address names. */
  public static Optional<User> ofOrg(View view, OrgId org, Email email) {
    return Optional.ofNullable(view.orgs().named(org, ImmutableSet.of(email)).get(email));
  }

  /** Returns an account; of an account that was merged into another, the other. */
  public static Optional<User> account(View view, UserId id) {
    Optional<User> found = view.users().find(id);
    return found.flatMap(User::mergedInto).map(into -> account(view, into)).orElse(found);
  }

  /**
   * Returns the ids of the users that a list names in a team, each once. Leaves out addresses that
   * no member has. An id is returned even if no account has it.
   */
  public static ImmutableSet<UserId> named(View view, Team team, Collection<NewMember> members) {
    ImmutableMap<Email, User> byEmail =
        byEmail(view, team.tenant(), Optional.of(team.id()), members);
    return members.stream()
        .flatMap(
            member ->
                member.user().or(() -> member.email().map(byEmail::get).map(User::id)).stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  public static void add(Map<UserId, NewMember> members, UserId user, NewMember member) {
    NewMember before = members.putIfAbsent(user, member);
    InvalidParameter.unless(
        before == null || before.admin().equals(member.admin()),
        "members",
        "names a user twice with different admin flags: " + member);
  }

  /**
   * Whether a user can own a thing or be a member of a team in a tenant. In an org, this requires
   * an active membership; in a person's own tenant, a usable account.
   */
  public static boolean mayBeSeated(View view, Tenant tenant, User user) {
    return Kinds.match(
        tenant,
        person -> user.usable() && ServiceAccountRules.mayEnter(user, person),
        org -> isActive(view, org, user.id()));
  }

  private static boolean isActive(View view, OrgId org, UserId user) {
    return view.orgs().membership(org, user).filter(Membership::active).isPresent()
        && !isClosedOwner(view, org, user);
  }

  /** Whether a user owns an org with a closed account. Such a member receives nothing. */
  public static boolean isClosedOwner(View view, OrgId org, UserId user) {
    return view.orgs().find(org).filter(found -> found.owner().equals(user)).isPresent()
        && view.users().find(user).filter(u -> u.status() != UserStatus.ERASED).isEmpty();
  }

  /**
   * Returns the id of a user who can become the new owner of things in an org: a member with an
   * active membership and a usable account, which is no service account.
   *
   * @throws NoSuchMember if the user is not such a member
   */
  public static UserId heir(View view, OrgId org, UserId heir) {
    view.prefetch(org, ImmutableSet.of(heir), ImmutableSet.of());
    return view.users()
        .find(heir)
        .filter(User::usable)
        .filter(user -> user.serviceOf().isEmpty())
        .filter(user -> mayBeSeated(view, org, user))
        .map(User::id)
        .orElseThrow(() -> new NoSuchMember(heir));
  }

  /** Writes to the digest whether a call skips persons who cannot become members. */
  public static void describeSkip(RequestDigest digest, boolean skips) {
    if (skips) {
      digest.flag("skips", true);
    }
  }

  /** Writes a member to the digest, as an argument of a request. */
  public static void describe(RequestDigest digest, NewMember member) {
    digest
        .accessor("user", member.user())
        .text("email", member.email().map(Email::address))
        .text("full_name", member.fullName())
        .flag("admin", member.admin());
  }
}
