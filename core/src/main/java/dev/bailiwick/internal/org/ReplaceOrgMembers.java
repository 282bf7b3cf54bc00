package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.MemberOutcomes;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.rule.ServiceAccountRules;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.NewMember;
import java.util.List;
import java.util.Optional;

/**
 * Makes the given list the members of an org. The admins on the list become its only admins.
 * Service accounts that the list does not name stay as they are.
 *
 * @param members the members, each with an admin flag
 * @param skips whether ids out of reach are skipped; otherwise the call is refused
 */
public record ReplaceOrgMembers(
    OrgId org, ImmutableList<NewMember> members, Optional<UserId> heir, boolean skips)
    implements Command<MemberChanges, Written<ImmutableList<MemberOutcome>>> {
  /** Gives each member an admin flag: without one in the call, a member is no admin. */
  public ReplaceOrgMembers {
    members =
        members.stream()
            .map(member -> member.withAdmin(member.admin().orElse(false)))
            .collect(ImmutableList.toImmutableList());
  }

  @Override
  public Event event() {
    return Event.ORG_REPLACE_MEMBERS;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.admin(org));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest
        .accessor("org", org)
        .each("member", members, MemberLookup::describe)
        .accessor("heir", heir);
    MemberLookup.describeSkip(digest, skips);
  }

  @Override
  public StoredResult<Written<ImmutableList<MemberOutcome>>> result() {
    return MemberOutcomes.result(members, caller -> caller.org(org));
  }

  @Override
  public Plan<MemberChanges> plan(Caller caller) {
    Org found = caller.require(OrgNeed.admin(org));
    MemberChanges named = MemberChanges.of(caller, found, members, skips);
    List<Membership> leaving =
        StoredLists.members(caller.view(), org)
            .filter(m -> !named.known().containsKey(m.user()))
            .filter(m -> !ServiceAccountRules.isServiceAccount(caller.view(), m.user()))
            .toList();
    for (Membership member : leaving) {
      MembershipRules.refuseOutranked(caller, found, member.user());
    }
    UserId successor = MembershipRules.heir(caller, found, heir, leaving);
    return named.without(leaving, successor).planned(org);
  }

  @Override
  public Written<ImmutableList<MemberOutcome>> apply(Change change, MemberChanges changes) {
    return change.written(changes.apply(change, org, members));
  }
}
