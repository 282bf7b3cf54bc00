package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.Event;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Need;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.rule.OwnershipOffers;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Command;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.internal.write.RequestDigest;
import dev.bailiwick.internal.write.StoredResult;
import dev.bailiwick.notice.Notice;
import dev.bailiwick.notice.OrgNotice;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OwnershipOffer;
import java.util.Optional;

/** Offers the ownership of an org to one of its admins. Replaces an earlier offer. */
public record OfferOwnership(OrgId org, UserId candidate) implements Command<Org, Org> {
  @Override
  public Event event() {
    return Event.ORG_OFFER_OWNERSHIP;
  }

  @Override
  public ImmutableSet<Need<?>> needs(Actor actor) {
    return ImmutableSet.of(OrgNeed.owner(org));
  }

  @Override
  public void describe(RequestDigest digest) {
    digest.accessor("org", org).accessor("candidate", candidate);
  }

  @Override
  public StoredResult<Org> result() {
    return OrgRules.RESULT;
  }

  @Override
  public Plan<Org> plan(Caller caller) {
    Org found = caller.require(OrgNeed.owner(org));
    if (!caller.is(found.owner())) {
      // A trusted actor hands over at once instead.
      throw caller.refused("org owner");
    }
    OwnershipOffers.requireCandidate(caller.view(), found, candidate);
    // Under the lock of the candidate, whose account can end the offer.
    return Plan.of(org, ImmutableSet.of(candidate), found);
  }

  @Override
  public Org apply(Change change, Org found) {
    change.tell(new OrgNotice(Notice.Kind.OWNERSHIP_OFFERED, candidate, change.now(), org));
    OwnershipOffer offer = OwnershipOffer.made(candidate, change.now());
    return change.update(found, found.withOwnershipOffer(Optional.of(offer)));
  }
}
