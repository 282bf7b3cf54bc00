package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.MembershipRemoval;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The memberships of an org that a command saves and removes.
 *
 * @param named the user of each entry of the list, except the unknown people
 * @param known the users with an account, each with the flags that the command sets
 * @param unknown the people without an account; the command creates one for each
 * @param leaving the memberships that end
 * @param heir the new owner of everything that the leaving members own
 */
record MemberChanges(
    ImmutableMap<NewMember, UserId> named,
    ImmutableMap<UserId, NewMember> known,
    ImmutableList<NewMember> unknown,
    ImmutableList<Membership> leaving,
    Optional<UserId> heir) {

  /**
   * Finds the people that a list names.
   *
   * @throws NoSuchMember for an id out of the actor's reach
   * @throws OrgConflict if the owner would not be an admin any more
   */
  static MemberChanges of(Caller caller, Org org, Collection<NewMember> members) {
    MemberLookup.checkSize(members.size());
    MemberLookup.expect(caller.view(), org.id(), members);
    Map<NewMember, UserId> named = new LinkedHashMap<>();
    Map<UserId, NewMember> known = new LinkedHashMap<>();
    Map<String, NewMember> unknown = new LinkedHashMap<>();
    for (NewMember member : members) {
      Optional<User> user = find(caller, org.id(), member);
      if (user.isEmpty() && member.email().isPresent()) {
        NewMember before = unknown.put(member.toString(), member);
        InvalidParameter.unless(
            before == null || before.equals(member),
            "members",
            "names a person twice with different values: " + member);
        continue;
      }
      User person =
          user.filter(u -> u.status() != UserStatus.ERASED)
              .filter(u -> u.createdIn().filter(in -> !in.equals(org.id())).isEmpty())
              .filter(u -> member.email().isPresent() || mayName(caller, org.id(), u.id()))
              .orElseThrow(() -> new NoSuchMember(member));
      named.put(member, person.id());
      MemberLookup.add(known, person.id(), member);
      refuseOutranked(caller, org, person.id(), member);
    }
    return new MemberChanges(
        ImmutableMap.copyOf(named),
        ImmutableMap.copyOf(known),
        ImmutableList.copyOf(unknown.values()),
        ImmutableList.of(),
        Optional.empty());
  }

  /**
   * Returns the account that an entry names. For trusted actors an address also names the person
   * outside the org who has proved it; for org admins it makes an unclaimed account, as for an
   * address that nobody has.
   */
  private static Optional<User> find(Caller caller, OrgId org, NewMember member) {
    if (member.email().isEmpty()) {
      return MemberLookup.find(caller.view(), org, member);
    }
    List<User> named = caller.view().users().named(org, member.email().get());
    return named.stream()
        .filter(user -> caller.view().orgs().membership(org, user.id()).isPresent())
        .findFirst()
        .or(() -> named.stream().filter(user -> caller.trusted()).findFirst());
  }

  private static void refuseOutranked(Caller caller, Org org, UserId user, NewMember member) {
    Optional<Membership> before = caller.view().orgs().membership(org.id(), user);
    Membership after =
        Membership.of(org.id(), user)
            .withAdmin(member.admin().orElse(before.map(Membership::admin).orElse(false)));
    if (before.isPresent() && MembershipRules.lessens(before.get(), after)) {
      MembershipRules.refuseOutranked(caller, org, user);
    }
  }

  private static boolean mayName(Caller caller, OrgId org, UserId user) {
    return caller.is(user)
        || caller.view().orgs().membership(org, user).isPresent()
        || caller.sharesOrg(user)
        || caller.trusted();
  }

  /** Returns the same changes, and in addition the memberships that end. */
  MemberChanges without(Collection<Membership> members, UserId successor) {
    return new MemberChanges(
        named, known, unknown, ImmutableList.copyOf(members), Optional.of(successor));
  }

  /** Plans the changes, with the locks of the org and of each account. */
  Plan<MemberChanges> planned(OrgId org) {
    return Plan.of(
        org,
        Iterables.concat(known.keySet(), Iterables.transform(leaving, Membership::user)),
        this);
  }

  /**
   * Removes the leaving members, then adds or updates the others.
   *
   * @return the user of each entry of the list
   */
  ImmutableMap<NewMember, UserId> apply(Change change, OrgId org) {
    leaving.forEach(m -> MembershipRemoval.leave(change, m, heir.orElseThrow()));
    known.forEach((user, member) -> save(change, org, user, member));
    ImmutableMap.Builder<NewMember, UserId> users = ImmutableMap.builder();
    users.putAll(named);
    for (NewMember member : unknown) {
      Profile profile = profile(member);
      UserId user = AccountRules.create(change, profile, Optional.of(org), Optional.empty()).id();
      change.create(Membership.of(org, user).withAdmin(member.admin().orElse(false)));
      users.put(member, user);
    }
    return users.buildOrThrow();
  }

  private static void save(Change change, OrgId org, UserId user, NewMember member) {
    Optional<Membership> before = change.view().orgs().membership(org, user);
    if (before.isPresent()) {
      change.update(
          before.get(), before.get().withAdmin(member.admin().orElse(before.get().admin())));
    } else {
      change.create(Membership.of(org, user).withAdmin(member.admin().orElse(false)));
    }
  }

  private static Profile profile(NewMember member) {
    Profile.Builder profile = Profile.builder();
    member.fullName().ifPresent(profile::fullName);
    member.email().ifPresent(profile::email);
    return profile.build();
  }
}
