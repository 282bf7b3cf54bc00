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
import dev.bailiwick.internal.rule.Bars;
import dev.bailiwick.internal.rule.InvitedMember;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.MemberOutcomes;
import dev.bailiwick.internal.rule.MembershipRemoval;
import dev.bailiwick.internal.rule.ServiceAccountRules;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.notice.Notice;
import dev.bailiwick.notice.OrgNotice;
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
 * @param invited the persons who are asked by an invitation
 */
record MemberChanges(
    ImmutableMap<UserId, NewMember> known,
    ImmutableList<NewMember> unknown,
    ImmutableList<Membership> leaving,
    Optional<UserId> heir,
    ImmutableSet<UserId> inactive,
    ImmutableList<NewMember> unreachable,
    ImmutableMap<NewMember, InvitedMember> invited) {

  static final MemberChanges NONE =
      new MemberChanges(
          ImmutableMap.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          Optional.empty(),
          ImmutableSet.of(),
          ImmutableList.of(),
          ImmutableMap.of());

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
    OrgEntry entry = new OrgEntry(caller, org, members);
    Map<UserId, NewMember> known = new LinkedHashMap<>();
    Map<String, NewMember> unknown = new LinkedHashMap<>();
    Map<String, NewMember> asked = new LinkedHashMap<>();
    ImmutableSet.Builder<UserId> inactive = ImmutableSet.builder();
    ImmutableList.Builder<NewMember> unreachable = ImmutableList.builder();
    for (NewMember member : members) {
      Optional<User> user = entry.find(member);
      if (user.isEmpty() && member.email().isPresent()) {
        addOnce(entry.asks(member.email().get()) ? asked : unknown, member);
      } else if (user.isEmpty()) {
        unreachable.add(member);
      } else if (entry.asks(user.get())) {
        addOnce(asked, member);
      } else {
        User found = user.get();
        MemberLookup.add(known, found.id(), member);
        if (MemberLookup.isSwitchedOff(found)
            || found.status() == UserStatus.ERASED
            || isSuspended(caller, org, found)) {
          inactive.add(found.id());
        }
      }
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
        skipped,
        asked.values().stream()
            .collect(ImmutableMap.toImmutableMap(member -> member, entry::invitation)));
  }

  private static void addOnce(Map<String, NewMember> people, NewMember member) {
    NewMember before = people.put(member.toString(), member);
    InvalidParameter.unless(
        before == null || before.equals(member),
        "members",
        "names a person twice with different values: " + member);
  }

  private static boolean isSuspended(Caller caller, Org org, User user) {
    return caller
        .view()
        .orgs()
        .membership(org.id(), user.id())
        .filter(membership -> !membership.active())
        .isPresent();
  }

  private static void refuseOutranked(Caller caller, Org org, UserId user, NewMember member) {
    Optional<Membership> before = caller.view().orgs().membership(org.id(), user);
    ServiceAccountRules.requireMayPromote(
        caller, org.id(), before, after(org.id(), user, before, member));
    if (before.isPresent()
        && MembershipRules.lessens(before.get(), after(org.id(), user, before, member))) {
      MembershipRules.refuseOutranked(caller, org, user);
    }
  }

  /** Returns the same changes, and in addition the memberships that end. */
  MemberChanges without(Collection<Membership> members, UserId successor) {
    return new MemberChanges(
        known,
        unknown,
        ImmutableList.copyOf(members),
        Optional.of(successor),
        inactive,
        unreachable,
        invited);
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
      bar(change, left);
      tell(change, left);
      MembershipRemoval.leave(change, left, heir.orElseThrow());
      outcomes.removed(left.user());
    }
    known.forEach(
        (user, member) -> {
          Optional<Membership> before = change.view().orgs().membership(org, user);
          Membership after = after(org, user, before, member);
          before.ifPresentOrElse(
              b -> MembershipRules.update(change, b, after), () -> change.create(after));
          if (before.isEmpty()) {
            Bars.end(change, org, change.view().users().find(user).orElseThrow());
          } else if (member.email().isPresent()) {
            renew(change, user);
          }
          outcomes.member(
              member,
              user,
              before.isPresent(),
              !before.equals(Optional.of(after)),
              inactive.contains(user));
        });
    createUnknown(change, org, outcomes);
    outcomes.invite(change, org, invited);
    outcomes.unreachable(unreachable);
    return outcomes.all();
  }

  /** Creates an account and a membership for each person without an account. */
  private void createUnknown(Change change, OrgId org, MemberOutcomes outcomes) {
    if (unknown.isEmpty()) {
      return;
    }
    List<User> made =
        AccountRules.createUnclaimed(
            change, unknown.stream().map(MemberChanges::profile).toList(), org);
    for (int i = 0; i < made.size(); i++) {
      NewMember member = unknown.get(i);
      UserId user = made.get(i).id();
      change.create(after(org, user, Optional.empty(), member));
      outcomes.member(member, user, false, true, false);
    }
  }

  /** Bars a person whom another actor removes, or who leaves with an inactive membership. */
  private static void bar(Change change, Membership left) {
    if (!change.caller().is(left.user()) || !left.active()) {
      Bars.add(change, left.org(), change.view().users().find(left.user()).orElseThrow());
    }
  }

  /** Has a person told that another actor removes them. */
  private static void tell(Change change, Membership left) {
    UserId user = left.user();
    boolean isPerson =
        change.view().users().find(user).filter(found -> found.belongsTo().isEmpty()).isPresent();
    if (isPerson && !change.caller().is(user)) {
      change.tell(new OrgNotice(Notice.Kind.REMOVED, user, change.now(), left.org()));
    }
  }

  /** Lets an account that an admin has named by its address be claimed for longer. */
  private static void renew(Change change, UserId id) {
    User user = change.view().users().find(id).orElseThrow();
    if (!user.claimed()) {
      change.update(user, AccountRules.renewed(change, user));
    }
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
