package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.OwnershipOffers;
import dev.bailiwick.internal.rule.TrustNeed;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.org.NoSuchMember;
import dev.bailiwick.org.Org;
import dev.bailiwick.store.View;

/** Makes a person the owner of an org at once, and an active member and admin. */
public record TransferOrgOwnership(OrgId org, UserId owner) implements Command<Org, Org> {
  @Override
  public Event event() {
    return Event.ORG_TRANSFER_OWNERSHIP;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(TrustNeed.SYSTEM_OR_SUPER_USER);
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
    Org found = caller.org(org);
    caller.require(TrustNeed.SYSTEM_OR_SUPER_USER);
    View view = caller.view();
    view.prefetch(org, ImmutableSet.of(owner), ImmutableSet.of());
    if (view.users().find(owner).filter(OwnershipOffers::mayOwn).isEmpty()) {
      throw new NoSuchMember(owner);
    }
    return Plan.of(org, OwnershipOffers.written(view, found, owner), found);
  }

  @Override
  public Org apply(Change change, Org found) {
    return OwnershipOffers.handOver(change, found, owner);
  }
}
