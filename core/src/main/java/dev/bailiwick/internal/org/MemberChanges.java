package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.MemberOutcomes;
import dev.bailiwick.internal.rule.MembershipRemoval;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.user.MemberOutcome;
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
 * @param known the users with an account, each with the flags that the command sets
 * @param unknown the people without an account; the command creates one for each
 * @param leaving the memberships that end
 * @param heir the new owner of everything that the leaving members own
 * @param inactive the known users to whom a membership gives no rights at present
 * @param unreachable the persons that the command skips
 */
record MemberChanges(
    ImmutableMap<UserId, NewMember> known,
    ImmutableList<NewMember> unknown,
    ImmutableList<Membership> leaving,
    Optional<UserId> heir,
    ImmutableSet<UserId> inactive,
    ImmutableList<NewMember> unreachable) {

  static final MemberChanges NONE =
      new MemberChanges(
          ImmutableMap.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          Optional.empty(),
          ImmutableSet.of(),
          ImmutableList.of());

  /**
   * Finds the people that a list names.
   *
   * @param skips whether ids out of the actor's reach are skipped
   * @throws NoSuchMember for all ids out of the actor's reach, unless they are skipped
   * @throws OrgConflict if the owner would not be an admin any more
   */
  static MemberChanges of(Caller caller, Org org, Collection<NewMember> members, boolean skips) {
    MemberLookup.checkSize(members.size());
    MemberLookup.expect(caller.view(), org.id(), members);
    Map<UserId, NewMember> known = new LinkedHashMap<>();
    Map<String, NewMember> unknown = new LinkedHashMap<>();
    ImmutableSet.Builder<UserId> inactive = ImmutableSet.builder();
    ImmutableList.Builder<NewMember> unreachable = ImmutableList.builder();
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
      Optional<User> person =
          user.filter(u -> u.status() != UserStatus.ERASED)
              .filter(u -> u.createdIn().filter(in -> !in.equals(org.id())).isEmpty())
              .filter(u -> member.email().isPresent() || mayName(caller, org.id(), u.id()));
      person.ifPresentOrElse(
          found -> {
            MemberLookup.add(known, found.id(), member);
            if (MemberLookup.isSwitchedOff(found) || isSuspended(caller, org, found)) {
              inactive.add(found.id());
            }
          },
          () -> unreachable.add(member));
    }
    ImmutableList<NewMember> skipped = unreachable.build();
    if (!skips) {
      NoSuchMember.refuse(skipped);
    }
    known.forEach((person, member) -> refuseOutranked(caller, org, person, member));
    return new MemberChanges(
        ImmutableMap.copyOf(known),
        ImmutableList.copyOf(unknown.values()),
        ImmutableList.of(),
        Optional.empty(),
        inactive.build(),
        skipped);
  }

  private static boolean isSuspended(Caller caller, Org org, User user) {
    return caller
        .view()
        .orgs()
        .membership(org.id(), user.id())
        .filter(membership -> !membership.active())
        .isPresent();
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
    if (before.isPresent()
        && MembershipRules.lessens(before.get(), after(org.id(), user, before, member))) {
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
        known,
        unknown,
        ImmutableList.copyOf(members),
        Optional.of(successor),
        inactive,
        unreachable);
  }

  /** Plans the changes, with the locks of the org and of each account. */
  Plan<MemberChanges> planned(OrgId org) {
    return Plan.of(
        org,
        Iterables.concat(known.keySet(), Iterables.transform(leaving, Membership::user)),
        this);
  }

  /**
   * Removes the leaving members, then adds or updates the others. Returns the outcomes.
   *
   * @param named the list of the call
   */
  ImmutableList<MemberOutcome> apply(Change change, OrgId org, List<NewMember> named) {
    MemberOutcomes outcomes = new MemberOutcomes(named);
    for (Membership left : leaving) {
      MembershipRemoval.leave(change, left, heir.orElseThrow());
      outcomes.removed(left.user());
    }
    known.forEach(
        (user, member) -> {
          Optional<Membership> before = change.view().orgs().membership(org, user);
          Membership after = after(org, user, before, member);
          before.ifPresentOrElse(b -> change.update(b, after), () -> change.create(after));
          outcomes.member(
              member,
              user,
              before.isPresent(),
              !before.equals(Optional.of(after)),
              inactive.contains(user));
        });
    for (NewMember member : unknown) {
      Profile profile = profile(member);
      UserId user = AccountRules.create(change, profile, Optional.of(org), Optional.empty()).id();
      change.create(after(org, user, Optional.empty(), member));
      outcomes.member(member, user, false, true, false);
    }
    outcomes.unreachable(unreachable);
    return outcomes.all();
  }

  private static Membership after(
      OrgId org, UserId user, Optional<Membership> before, NewMember member) {
    Membership membership = before.orElseGet(() -> Membership.of(org, user));
    return membership.withAdmin(member.admin().orElse(membership.admin()));
  }

  private static Profile profile(NewMember member) {
    Profile.Builder profile = Profile.builder();
    member.fullName().ifPresent(profile::fullName);
    member.email().ifPresent(profile::email);
    return profile.build();
  }
}
