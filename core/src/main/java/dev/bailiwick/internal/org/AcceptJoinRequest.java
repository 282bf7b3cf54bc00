package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.Bars;
import dev.bailiwick.internal.rule.MemberOutcomes;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.JoinRequest;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.User;

/** Accepts a request to join an org: the user becomes a member. */
public record AcceptJoinRequest(OrgId org, UserId user)
    implements Command<JoinRequest, Written<MemberOutcome>> {
  @Override
  public Event event() {
    return Event.ORG_ACCEPT_REQUEST;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.admin(org));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("org", org).accessor("user", user);
  }

  @Override
  public StoredResult<Written<MemberOutcome>> result() {
    return MemberOutcomes.one(user);
  }

  @Override
  public Plan<JoinRequest> plan(Caller caller) {
    caller.require(OrgNeed.admin(org));
    JoinRequest found = JoinRequestList.require(caller.view(), org, user);
    User person = caller.view().users().find(user).orElseThrow();
    if (!person.usable() || !person.verifiedEmails().contains(found.email())) {
      throw new OrgConflict(OrgConflict.Rule.NO_SIGNUP);
    } else if (Bars.isBarred(caller.view(), org, person)) {
      throw new OrgConflict(OrgConflict.Rule.REMOVED);
    }
    return Plan.of(org, ImmutableSet.of(user), found);
  }

  @Override
  public Written<MemberOutcome> apply(Change change, JoinRequest found) {
    change.joining().delete(found);
    change.create(Membership.of(org, user));
    return change.written(MemberOutcome.of(NewMember.member(user), user, MemberOutcome.Kind.ADDED));
  }
}
