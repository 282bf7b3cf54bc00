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
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.JoinRequest;

/** Rejects a request to join an org: the user cannot ask again, and is barred like one removed. */
public record RejectJoinRequest(OrgId org, UserId user)
    implements Command<JoinRequest, Written<UserId>> {
  @Override
  public Event event() {
    return Event.ORG_REJECT_REQUEST;
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
  public StoredResult<Written<UserId>> result() {
    return JoinRequestList.USER;
  }

  @Override
  public Plan<JoinRequest> plan(Caller caller) {
    caller.require(OrgNeed.admin(org));
    return Plan.of(org, JoinRequestList.require(caller.view(), org, user));
  }

  @Override
  public Written<UserId> apply(Change change, JoinRequest found) {
    Bars.add(change, org, change.view().users().find(user).orElseThrow(), found.email());
    change.joining().delete(found);
    return change.written(user);
  }
}
