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
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import java.util.List;
import java.util.Optional;

/** Removes members from an org, with their team memberships and their grants in it. */
public record RemoveOrgMembers(OrgId org, ImmutableList<UserId> users, Optional<UserId> heir)
    implements Command<MemberChanges, Written<ImmutableList<UserId>>> {
  /** Refuses a list that is too long. */
  public RemoveOrgMembers {
    MemberLookup.checkSize(users.size());
  }

  @Override
  public Event event() {
    return Event.ORG_REMOVE_MEMBERS;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(onlySelf(actor) ? OrgNeed.member(org) : OrgNeed.admin(org));
  }

  /** Whether the list names only the actor. Members may always remove themselves. */
  private boolean onlySelf(Actor actor) {
    return !users.isEmpty()
        && users.stream().allMatch(user -> actor.user().filter(user::equals).isPresent());
  }

  @Override
  public void describe(RequestDigest digest) {
    digest
        .accessor("org", org)
        .each("user", users, (out, user) -> out.accessor("id", user))
        .accessor("heir", heir);
  }

  @Override
  public StoredResult<Written<ImmutableList<UserId>>> result() {
    return new StoredResult<UserId>(
            (out, user) -> out.number(user.value()), (caller, in) -> in.user())
        .list()
        .withRevision();
  }

  @Override
  public Plan<MemberChanges> plan(Caller caller) {
    Org found = caller.require(onlySelf(caller.actor()) ? OrgNeed.member(org) : OrgNeed.admin(org));
    List<Membership> leaving =
        ImmutableSet.copyOf(users).stream()
            .flatMap(user -> MembershipRules.find(caller, org, user).stream())
            .toList();
    for (Membership member : leaving) {
      MembershipRules.refuseOutranked(caller, found, member.user());
    }
    UserId successor = MembershipRules.heir(caller, found, heir, leaving);
    return MemberChanges.NONE.without(leaving, successor).planned(org);
  }

  @Override
  public Written<ImmutableList<UserId>> apply(Change change, MemberChanges changes) {
    changes.apply(change, org, ImmutableList.of());
    return change.written(
        changes.leaving().stream().map(Membership::user).collect(ImmutableList.toImmutableList()));
  }
}
