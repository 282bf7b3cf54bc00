package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.user.NewMember;
import java.util.Optional;

/**
 * Adds members to an org, and updates the admin flag of existing members where the call sets it.
 */
public record AddOrgMembers(OrgId org, ImmutableList<NewMember> members)
    implements Command<MemberChanges, Written<ImmutableList<OrgMember>>> {
  @Override
  public Event event() {
    return Event.ORG_ADD_MEMBERS;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.admin(org));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("org", org).each("member", members, MemberLookup::describe);
  }

  @Override
  public StoredResult<Written<ImmutableList<OrgMember>>> result() {
    return OrgMemberList.result(org);
  }

  @Override
  public Plan<MemberChanges> plan(Caller caller) {
    return MemberChanges.of(caller, caller.require(OrgNeed.admin(org)), members).planned(org);
  }

  @Override
  public Written<ImmutableList<OrgMember>> apply(Change change, MemberChanges changes) {
    ImmutableMap<NewMember, UserId> users = changes.apply(change, org);
    ImmutableSet<UserId> named =
        members.stream()
            .flatMap(member -> Optional.ofNullable(users.get(member)).stream())
            .collect(ImmutableSet.toImmutableSet());
    return change.written(OrgMemberList.of(change.view(), org, named));
  }
}
