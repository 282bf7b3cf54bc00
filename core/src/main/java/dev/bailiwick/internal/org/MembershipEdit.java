package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.DelegationRules;
import dev.bailiwick.internal.rule.ImpersonationRules;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.rule.ServiceAccountRules;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgMember;
import java.util.Optional;

/** A change of the flags of memberships of one org. */
interface MembershipEdit
    extends Command<ImmutableList<Membership>, Written<ImmutableList<OrgMember>>> {
  /** The org. */
  OrgId org();

  /** The members. */
  ImmutableList<UserId> users();

  /** Returns a membership as it is after the change. */
  Membership edit(Membership before);

  @Override
  default ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.admin(org()));
  }

  @Override
  default void describe(RequestDigest digest) {
    digest.accessor("org", org()).each("user", users(), (out, user) -> out.accessor("id", user));
  }

  @Override
  default StoredResult<Written<ImmutableList<OrgMember>>> result() {
    return OrgMemberList.result(org());
  }

  @Override
  default Plan<ImmutableList<Membership>> plan(Caller caller) {
    Org found = caller.require(OrgNeed.admin(org()));
    ImmutableList.Builder<Membership> memberships = ImmutableList.builder();
    for (UserId user : ImmutableSet.copyOf(users())) {
      Membership before =
          MembershipRules.find(caller, org(), user).orElseThrow(() -> new NoSuchMember(user));
      ServiceAccountRules.requireMayPromote(caller, org(), Optional.of(before), edit(before));
      if (MembershipRules.lessens(before, edit(before))) {
        MembershipRules.refuseOutranked(caller, found, user);
      }
      memberships.add(before);
    }
    return Plan.of(org(), users(), memberships.build());
  }

  @Override
  default Written<ImmutableList<OrgMember>> apply(
      Change change, ImmutableList<Membership> memberships) {
    memberships.forEach(before -> MembershipRules.update(change, before, edit(before)));
    memberships.forEach(before -> MembershipRules.forgetDefault(change, edit(before)));
    memberships.stream()
        .filter(before -> !edit(before).active())
        .forEach(
            before -> {
              ImpersonationRules.end(change, org(), before.user());
              DelegationRules.end(change, org(), before.user());
            });
    return change.written(
        OrgMemberList.of(change.view(), org(), Iterables.transform(memberships, Membership::user)));
  }
}
