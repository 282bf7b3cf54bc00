package dev.bailiwick.internal.delegation;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.id.DelegationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.DelegationStanding;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.rule.DelegationRules;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.StoredDelegation;
import java.util.stream.Stream;

/** Lists the delegations that count. */
public final class ListDelegations {
  private ListDelegations() {}

  /** Returns those that the actor allowed, within the session. */
  public static ImmutableList<Delegation> byActor(Caller caller) {
    caller.view().requirePart(Part.IMPERSONATION);
    return caller.userId().stream()
        .flatMap(me -> counting(caller, DelegationRules.by(caller.view(), me)))
        .filter(found -> !caller.outsideSession(found.org()))
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns those by which the actor, a service account, can act for others. */
  public static ImmutableList<Delegation> toActor(Caller caller) {
    caller.view().requirePart(Part.IMPERSONATION);
    return caller.userId().stream()
        .flatMap(me -> counting(caller, DelegationRules.to(caller.view(), me)))
        .filter(found -> !caller.outsideSession(found.org()))
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns a page of those of an org. */
  public static Page<Delegation> ofOrg(Caller caller, OrgId org, PageRequest request) {
    caller.view().requirePart(Part.IMPERSONATION);
    caller.require(OrgNeed.admin(org));
    return new SignedPages(caller, request, caller.event(), org)
        .<DelegationId, Delegation>page(
            after ->
                counting(
                    caller,
                    Slices.after(
                        new Slice<>(after, Slice.<DelegationId>first().limit()),
                        slice -> caller.view().delegations().list(org, slice),
                        StoredDelegation::id)),
            found -> Long.toString(found.id().value()),
            key -> new DelegationId(Long.parseLong(key)));
  }

  private static Stream<Delegation> counting(Caller caller, Stream<StoredDelegation> stored) {
    return stored
        .filter(found -> DelegationStanding.counts(caller.view(), found, caller.now()))
        .map(StoredDelegation::delegation);
  }
}
