package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
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

/** Makes another active member the owner of an org, and an admin. */
public record TransferOrgOwnership(OrgId org, UserId owner) implements Command<Org, Org> {
  @Override
  public Event event() {
    return Event.ORG_TRANSFER_OWNERSHIP;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.owner(org));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("org", org).accessor("owner", owner);
  }

  @Override
  public StoredResult<Org> result() {
    return OrgRules.RESULT;
  }

  @Override
  public Plan<Org> plan(Caller caller) {
    Org found = caller.require(OrgNeed.owner(org));
    MemberLookup.heir(caller.view(), org, owner);
    return Plan.of(org, ImmutableSet.of(owner), found);
  }

  @Override
  public Org apply(Change change, Org found) {
    Membership membership = change.view().orgs().membership(org, owner).orElseThrow();
    change.update(membership, membership.withAdmin(true));
    return change.update(found, found.withOwner(owner));
  }
}
