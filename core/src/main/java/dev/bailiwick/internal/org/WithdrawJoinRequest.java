package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.OwnAccount;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.JoinRequest;
import dev.bailiwick.org.NoSuchJoinRequest;

/** Withdraws the actor's own request to join an org. */
public record WithdrawJoinRequest(OrgId org) implements Command<JoinRequest, Written<UserId>> {
  @Override
  public Event event() {
    return Event.ORG_WITHDRAW_REQUEST;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(need(actor));
  }

  private static OwnAccount need(Actor actor) {
    return new OwnAccount(
        actor.user().orElseThrow(() -> new InvalidParameter("actor", "must be a user")));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("org", org);
  }

  @Override
  public StoredResult<Written<UserId>> result() {
    return JoinRequestList.USER;
  }

  @Override
  public Plan<JoinRequest> plan(Caller caller) {
    UserId me = caller.require(need(caller.actor())).id();
    caller.requireOpen(org);
    if (caller.outsideSession(org) || caller.view().orgs().suspension(org).isPresent()) {
      throw new NoSuchJoinRequest(me);
    }
    return Plan.of(org, JoinRequestList.require(caller.view(), org, me));
  }

  @Override
  public Written<UserId> apply(Change change, JoinRequest found) {
    change.joining().delete(found);
    return change.written(found.user());
  }
}
