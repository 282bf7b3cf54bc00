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
import dev.bailiwick.internal.rule.DomainRules;
import dev.bailiwick.internal.rule.MemberOutcomes;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.user.MemberOutcome;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.User;

/** Makes a user a member at a sign-in that the org has provided, such as single sign-on. */
public record JoinMember(OrgId org, UserId user)
    implements Command<UserId, Written<MemberOutcome>> {
  @Override
  public Event event() {
    return Event.ORG_JOIN;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM);
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
  public Plan<UserId> plan(Caller caller) {
    caller.require(TrustNeed.SYSTEM);
    caller.org(org);
    User person = caller.user(user);
    if (caller.view().orgs().membership(org, user).isEmpty()) {
      if (!person.usable() || person.serviceOf().isPresent()) {
        throw new OrgConflict(OrgConflict.Rule.NO_SIGNUP);
      } else if (Bars.isBarred(caller.view(), org, person)) {
        throw new OrgConflict(OrgConflict.Rule.REMOVED);
      }
    }
    return Plan.of(org, ImmutableSet.of(user), user);
  }

  @Override
  public Written<MemberOutcome> apply(Change change, UserId person) {
    MemberOutcome.Kind kind = MemberOutcome.Kind.ADDED;
    if (change.view().orgs().membership(org, person).isPresent()) {
      kind = DomainRules.present(change, org, person);
    } else {
      change.create(Membership.of(org, person));
    }
    return change.written(MemberOutcome.of(NewMember.member(person), person, kind));
  }
}
