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
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.user.NewMember;
import java.util.List;
import java.util.Optional;

/** Makes the given list the members of an org. The admins on the list become its only admins. */
public record ReplaceOrgMembers(OrgId org, ImmutableList<NewMember> members, Optional<UserId> heir)
    implements Command<MemberChanges, Written<ImmutableList<OrgMember>>> {
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
  }

  @Override
  public StoredResult<Written<ImmutableList<OrgMember>>> result() {
    return OrgMemberList.result(org);
  }

  @Override
  public Plan<MemberChanges> plan(Caller caller) {
    Org found = caller.require(OrgNeed.admin(org));
    List<NewMember> exact =
        members.stream().map(m -> m.withAdmin(m.admin().orElse(false))).toList();
    MemberChanges named = MemberChanges.of(caller, found, exact);
    List<Membership> leaving =
        StoredLists.members(caller.view(), org)
            .filter(m -> !named.known().containsKey(m.user()))
            .toList();
    for (Membership member : leaving) {
      MembershipRules.refuseOutranked(caller, found, member.user());
    }
    UserId successor = MembershipRules.heir(caller, found, heir, leaving);
    return named.without(leaving, successor).planned(org);
  }

  @Override
  public Written<ImmutableList<OrgMember>> apply(Change change, MemberChanges changes) {
    changes.apply(change, org);
    return change.written(
        OrgMemberList.of(
            change.view(),
            org,
            StoredLists.members(change.view(), org).map(Membership::user).toList()));
  }
}
