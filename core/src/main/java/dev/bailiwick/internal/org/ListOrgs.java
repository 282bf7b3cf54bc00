package dev.bailiwick.internal.org;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.rule.OwnershipOffers;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.NoSuchOrg;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.store.View;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers questions about the orgs that the actor can see. */
public final class ListOrgs {
  private ListOrgs() {}

  /** Returns an org. */
  public static Org one(Caller caller, OrgId id) {
    return OwnershipOffers.shown(caller, caller.require(OrgNeed.member(id)));
  }

  /** Returns the org that has an external key. */
  public static Org byExternalKey(Caller caller, String externalKey) {
    try {
      return one(
          caller,
          caller
              .view()
              .orgs()
              .find(externalKey)
              .map(Org::id)
              .orElseThrow(() -> new NoSuchOrg(externalKey)));
    } catch (NoSuchOrg outOfReach) {
      throw new NoSuchOrg(externalKey);
    }
  }

  /** Returns a page of the actor's orgs; of all orgs, for the system actor and super users. */
  public static Page<Org> page(Caller caller, PageRequest request) {
    return new SignedPages(caller, request, caller.event())
        .<OrgId, Org>page(
            after -> orgs(caller, after),
            org -> Long.toString(org.id().value()),
            key -> new OrgId(Long.parseLong(key)));
  }

  private static Stream<Org> orgs(Caller caller, Optional<OrgId> after) {
    View view = caller.view();
    Slice<OrgId> start = new Slice<>(after, Slice.<OrgId>first().limit());
    Stream<Org> orgs =
        caller.trusted()
            ? Slices.after(start, view.orgs()::list, Org::id)
            : Slices.after(
                    start,
                    slice -> view.orgs().memberships(caller.userId().orElseThrow(), slice),
                    Membership::org)
                .filter(Membership::active)
                .filter(m -> caller.actor().org().map(m.org()::equals).orElse(true))
                .flatMap(m -> view.orgs().find(m.org()).stream())
                .filter(org -> org.suspension().filter(Suspension.FULL::equals).isEmpty());
    return orgs.filter(org -> !org.deleted()).map(org -> OwnershipOffers.shown(caller, org));
  }

  /** Returns the roles that an org defined, by name. */
  public static ImmutableList<RoleDefinition> roles(Caller caller, OrgId org) {
    caller.require(OrgNeed.member(org));
    return StoredLists.roles(caller.view(), org).collect(ImmutableList.toImmutableList());
  }
}
