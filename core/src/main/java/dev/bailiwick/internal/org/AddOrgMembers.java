package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.MemberOutcomes;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.NewMember;

/**
 * Adds members to an org, and updates the admin flag of existing members where the call sets it.
 *
 * @param skips whether ids out of reach are skipped; otherwise the call is refused
 */
public record AddOrgMembers(OrgId org, ImmutableList<NewMember> members, boolean skips)
    implements Command<MemberChanges, Written<ImmutableList<MemberOutcome>>> {
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
    MemberLookup.describeSkip(digest, skips);
  }

  @Override
  public StoredResult<Written<ImmutableList<MemberOutcome>>> result() {
    return MemberOutcomes.result(members, caller -> caller.org(org));
  }

  @Override
  public Plan<MemberChanges> plan(Caller caller) {
    return MemberChanges.of(caller, caller.require(OrgNeed.admin(org)), members, skips)
        .planned(org);
  }

  @Override
  public Written<ImmutableList<MemberOutcome>> apply(Change change, MemberChanges changes) {
    return change.written(changes.apply(change, org, members));
  }
}
