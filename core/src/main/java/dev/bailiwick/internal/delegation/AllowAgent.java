package dev.bailiwick.internal.delegation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.delegation.NewDelegation;
import dev.bailiwick.error.LimitExceeded;
import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.DelegationStanding;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.DelegationRules;
import dev.bailiwick.internal.rule.KeyRules;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.notice.DelegationNotice;
import dev.bailiwick.store.StoredDelegation;

/**
 * Lets a service account act for a person. Deletes the person's delegations in the org that do not
 * count any more. Holds the locks of the org and of both accounts: a lock, a sign-out everywhere or
 * the end of a membership comes before, and the call is refused, or comes after, and ends the
 * delegation.
 */
public record AllowAgent(NewDelegation wanted)
    implements Command<AllowNeed.Allowed, Written<Delegation>> {
  @Override
  public Event event() {
    return Event.AGENT_ALLOW;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(new AllowNeed(wanted));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("agent", wanted.agent()).text("purpose", wanted.purpose());
    KeyRules.describe(digest, wanted.scope());
    digest.text("lifetime", wanted.lifetime().toString());
  }

  @Override
  public StoredResult<Written<Delegation>> result() {
    return RevokeNeed.RESULT;
  }

  @Override
  public Plan<AllowNeed.Allowed> plan(Caller caller) {
    AllowNeed.Allowed allowed = caller.require(new AllowNeed(wanted));
    KeyRules.requireKnown(caller.model(), wanted.scope());
    return Plan.of(
        allowed.org(), ImmutableSet.of(allowed.person().id(), allowed.agent().id()), allowed);
  }

  @Override
  public Written<Delegation> apply(Change change, AllowNeed.Allowed allowed) {
    ImmutableList<StoredDelegation> present =
        DelegationRules.by(change.view(), allowed.person().id())
            .filter(found -> found.delegation().org().equals(allowed.org()))
            .collect(ImmutableList.toImmutableList());
    ImmutableList<StoredDelegation> over =
        present.stream()
            .filter(found -> !DelegationStanding.counts(change.view(), found, change.now()))
            .collect(ImmutableList.toImmutableList());
    if (present.size() - over.size() >= NewDelegation.MOST) {
      throw new LimitExceeded("delegations of one person in one org", NewDelegation.MOST);
    }
    over.forEach(found -> change.impersonations().delete(found.delegation()));
    Delegation made =
        new Delegation(
            new DelegationId(change.nextId()),
            allowed.org(),
            allowed.person().id(),
            allowed.agent().id(),
            wanted.purpose(),
            wanted.scope(),
            change.now(),
            change.now().plus(wanted.lifetime()));
    change
        .impersonations()
        .create(new StoredDelegation(made, allowed.person().stamp(), allowed.agent().stamp()));
    change.tell(new DelegationNotice(made.person(), change.now(), made));
    return change.written(made);
  }
}
