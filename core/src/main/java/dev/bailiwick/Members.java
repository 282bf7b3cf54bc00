package dev.bailiwick;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.store.View;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.User;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds out whom a list of members names. */
final class Members {
  private Members() {}

  /**
   * The users whom a list names, each once.
   *
   * @throws NoSuchMember for the first who may not be seated in the tenant: in an org, who is not a
   *     member of it; in a person's own, who cannot use their account
   * @throws InvalidParameter if the list is too long, or names somebody twice in different ways
   */
  static ImmutableMap<UserId, NewMember> of(
      View view, Tenant tenant, Collection<NewMember> members) {
    checkSize(members.size());
    Map<UserId, NewMember> found = new LinkedHashMap<>();
    for (NewMember member : members) {
      User user =
          find(view, member)
              .filter(u -> mayBeSeated(view, tenant, u))
              .orElseThrow(() -> new NoSuchMember(member));
      add(found, user.id(), member);
    }
    return ImmutableMap.copyOf(found);
  }

  static void checkSize(int size) {
    InvalidParameter.unless(
        size <= Limits.BATCH, "members", "must be at most " + Limits.BATCH + " in one call");
  }

  /** The account that an entry names, wherever it is. */
  static Optional<User> find(View view, NewMember member) {
    return member.user().isPresent()
        ? view.users().find(member.user().get())
        : view.users().find(member.email().orElseThrow());
  }

  /** Those of the named who have an account, each once. */
  static ImmutableSet<UserId> known(View view, Collection<NewMember> members) {
    ImmutableSet.Builder<UserId> known = ImmutableSet.builder();
    members.forEach(member -> find(view, member).map(User::id).ifPresent(known::add));
    return known.build();
  }

  static void add(Map<UserId, NewMember> members, UserId user, NewMember member) {
    NewMember before = members.put(user, member);
    InvalidParameter.unless(
        before == null || before.admin().equals(member.admin()),
        "members",
        "names somebody twice in different ways: " + member);
  }

  /** Whether somebody can own something, or have a seat, in a tenant. */
  static boolean mayBeSeated(View view, Tenant tenant, User user) {
    return tenant.match(
        person -> user.usable(),
        org -> view.orgs().membership(org, user.id()).filter(m -> m.active()).isPresent());
  }

  /**
   * Somebody who can be given what another owned in an org: a member who counts.
   *
   * @throws NoSuchMember if they cannot
   */
  static UserId heir(View view, OrgId org, UserId heir) {
    return view.users()
        .find(heir)
        .filter(User::usable)
        .filter(user -> mayBeSeated(view, org, user))
        .map(User::id)
        .orElseThrow(() -> new NoSuchMember(heir));
  }
}
