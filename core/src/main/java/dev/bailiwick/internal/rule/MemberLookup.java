package dev.bailiwick.internal.rule;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.User;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds out whom a list of members names. */
public final class MemberLookup {
  private MemberLookup() {}

  /**
   * The users whom a list names, each once.
   *
   * @throws NoSuchMember for the first who may not be seated in the tenant: in an org, who is not a
   *     member of it; in a person's own, who cannot use their account
   * @throws InvalidParameter if the list is too long, or names somebody twice in different ways
   */
  public static ImmutableMap<UserId, NewMember> of(
      View view, Tenant tenant, Collection<NewMember> members) {
    checkSize(members.size());
    expect(view, tenant, members);
    Map<UserId, NewMember> found = new LinkedHashMap<>();
    for (NewMember member : members) {
      add(found, seated(view, tenant, member).orElseThrow(() -> new NoSuchMember(member)), member);
    }
    return ImmutableMap.copyOf(found);
  }

  /** Says about whom it will be asked, so that a store can read about all of them at once. */
  public static void expect(View view, Tenant tenant, Collection<NewMember> members) {
    view.prefetch(
        tenant,
        members.stream().flatMap(member -> member.user().stream()).toList(),
        ImmutableSet.of());
  }

  private static Optional<UserId> seated(View view, Tenant tenant, NewMember member) {
    // In an org it is enough to find their membership.
    return tenant instanceof OrgId org && member.user().isPresent()
        ? member.user().filter(user -> isActive(view, org, user))
        : find(view, member).filter(user -> mayBeSeated(view, tenant, user)).map(User::id);
  }

  public static void checkSize(int size) {
    InvalidParameter.unless(
        size <= Limits.BATCH, "members", "must be at most " + Limits.BATCH + " in one call");
  }

  /** The account that an entry names, wherever it is. */
  public static Optional<User> find(View view, NewMember member) {
    return member.user().isPresent()
        ? view.users().find(member.user().get())
        : view.users().find(member.email().orElseThrow());
  }

  /** Whom a list names, each once; addresses that nobody has are left out. */
  public static ImmutableSet<UserId> named(View view, Collection<NewMember> members) {
    ImmutableSet.Builder<UserId> named = ImmutableSet.builder();
    members.forEach(
        member -> member.user().or(() -> find(view, member).map(User::id)).ifPresent(named::add));
    return named.build();
  }

  public static void add(Map<UserId, NewMember> members, UserId user, NewMember member) {
    NewMember before = members.put(user, member);
    InvalidParameter.unless(
        before == null || before.admin().equals(member.admin()),
        "members",
        "names somebody twice in different ways: " + member);
  }

  /** Whether somebody can own something, or have a seat, in a tenant. */
  public static boolean mayBeSeated(View view, Tenant tenant, User user) {
    return tenant.match(person -> user.usable(), org -> isActive(view, org, user.id()));
  }

  private static boolean isActive(View view, OrgId org, UserId user) {
    return view.orgs().membership(org, user).filter(Membership::active).isPresent();
  }

  /**
   * Somebody who can be given what another owned in an org: a member who counts.
   *
   * @throws NoSuchMember if they cannot
   */
  public static UserId heir(View view, OrgId org, UserId heir) {
    view.prefetch(org, ImmutableSet.of(heir), ImmutableSet.of());
    return view.users()
        .find(heir)
        .filter(User::usable)
        .filter(user -> mayBeSeated(view, org, user))
        .map(User::id)
        .orElseThrow(() -> new NoSuchMember(heir));
  }

  /** Writes a member as an argument of a request. */
  public static void describe(RequestDigest digest, NewMember member) {
    digest
        .accessor("user", member.user())
        .text("email", member.email().map(Email::address))
        .text("full_name", member.fullName())
        .flag("admin", member.admin());
  }
}
