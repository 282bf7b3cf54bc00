package dev.bailiwick.internal.impersonation;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.ImpersonationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.SupportAccess;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.ImpersonationStanding;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.rule.ImpersonationRules;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.StoredImpersonation;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists the impersonations that count. */
public final class ListImpersonations {
  private ListImpersonations() {}

  /** Returns those that the actor began, in all orgs. */
  public static ImmutableList<Impersonation> byActor(Caller caller) {
    caller.view().requirePart(Part.IMPERSONATION);
    return caller.userId().stream()
        .flatMap(me -> counting(caller, ImpersonationRules.by(caller.view(), me)))
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns those of which the actor is the target, within the session. */
  public static ImmutableList<Impersonation> ofActor(Caller caller) {
    caller.view().requirePart(Part.IMPERSONATION);
    return caller.userId().stream()
        .flatMap(me -> counting(caller, ImpersonationRules.of(caller.view(), me)))
        .filter(found -> !caller.outsideSession(found.org()))
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns a page of those of an org. */
  public static Page<Impersonation> ofOrg(Caller caller, OrgId org, PageRequest request) {
    caller.view().requirePart(Part.IMPERSONATION);
    caller.require(OrgNeed.owner(org));
    return new SignedPages(caller, request, caller.event(), org)
        .<ImpersonationId, Impersonation>page(
            after ->
                counting(
                    caller,
                    Slices.after(
                        new Slice<>(after, Slice.<ImpersonationId>first().limit()),
                        slice -> caller.view().impersonations().list(org, slice),
                        StoredImpersonation::id)),
            found -> Long.toString(found.id().value()),
            key -> new ImpersonationId(Long.parseLong(key)));
  }

  /** Returns the consent of the owner of an org, while it is open. */
  public static Optional<SupportAccess> support(Caller caller, OrgId org) {
    caller.view().requirePart(Part.IMPERSONATION);
    caller.require(OrgNeed.admin(org));
    return caller
        .view()
        .impersonations()
        .support(org)
        .filter(access -> access.isOpen(caller.now()));
  }

  private static Stream<Impersonation> counting(Caller caller, Stream<StoredImpersonation> stored) {
    return stored
        .filter(found -> ImpersonationStanding.counts(caller.view(), found, caller.now()))
        .map(StoredImpersonation::impersonation);
  }
}
