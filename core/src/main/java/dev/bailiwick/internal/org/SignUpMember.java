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
import dev.bailiwick.internal.rule.Bars;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgMember;
import dev.bailiwick.user.User;
import java.util.List;

/** Adds a user with a verified address of the org's domain as a member. */
public record SignUpMember(OrgId org, UserId user)
    implements Command<UserId, Written<ImmutableList<OrgMember>>> {
  @Override
  public Event event() {
    return Event.ORG_SIGN_UP;
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
  public StoredResult<Written<ImmutableList<OrgMember>>> result() {
    return OrgMemberList.result(org);
  }

  @Override
  public Plan<UserId> plan(Caller caller) {
    caller.require(TrustNeed.SYSTEM);
    Org found = caller.org(org);
    User person = caller.user(user);
    boolean ofDomain =
        person
            .email()
            .filter(email -> person.emailVerifiedAt().isPresent())
            .filter(email -> found.emailDomain().filter(email::isOf).isPresent())
            .isPresent();
    if (!found.selfSignup() || !ofDomain || !person.usable()) {
      throw new OrgConflict(OrgConflict.Rule.NO_SIGNUP);
    }
    if (Bars.isBarred(caller.view(), org, person)) {
      throw new OrgConflict(OrgConflict.Rule.REMOVED);
    }
    return Plan.of(org, ImmutableSet.of(user), user);
  }

  @Override
  public Written<ImmutableList<OrgMember>> apply(Change change, UserId person) {
    if (change.view().orgs().membership(org, person).isEmpty()) {
      change.create(Membership.of(org, person));
    }
    return change.written(OrgMemberList.of(change.view(), org, List.of(person)));
  }
}
