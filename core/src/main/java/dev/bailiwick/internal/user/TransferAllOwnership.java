package dev.bailiwick.internal.user;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.AccountRules;
import dev.bailiwick.internal.rule.MemberLookup;
import dev.bailiwick.internal.rule.MembershipRemoval;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import java.util.stream.Stream;

/** Makes another member of the actor's org the owner of everything that a user owns there. */
public record TransferAllOwnership(UserId user, UserId heir)
    implements Command<OrgId, Written<ImmutableList<ResourceRef>>> {
  @Override
  public Event event() {
    return Event.USER_TRANSFER_OWNERSHIP;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(
        actor
            .org()
            .<Need<?>>map(org -> OwnedThings.need(actor, org, user))
            .orElse(TrustNeed.SYSTEM_OR_SUPER_USER));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("user", user).accessor("heir", heir);
  }

  /** The list as it was at the time of the change: teams and registered resources. */
  @Override
  public StoredResult<Written<ImmutableList<ResourceRef>>> result() {
    return new StoredResult<ResourceRef>(
            (out, ref) -> out.resource(ref.key()),
            (caller, in) -> {
              ResourceId id = in.resource();
              return id.type().equals(ResourceId.TEAM) ? new TeamId(Long.parseLong(id.id())) : id;
            })
        .list()
        .withRevision();
  }

  @Override
  public Plan<OrgId> plan(Caller caller) {
    OrgId org = OwnedThings.require(caller, user);
    MemberLookup.heir(caller.view(), org, heir);
    if (!caller.is(user)) {
      AccountRules.requireMayEnrich(caller, caller.org(org), Stream.of(user), heir);
    }
    return Plan.of(org, org);
  }

  @Override
  public Written<ImmutableList<ResourceRef>> apply(Change change, OrgId org) {
    ImmutableList<ResourceRef> owned = OwnedThings.list(change.view(), org, user);
    if (!user.equals(heir)) {
      MembershipRemoval.handOver(change, org, user, heir);
    }
    return change.written(owned);
  }
}
