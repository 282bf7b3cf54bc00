package dev.bailiwick.internal.grant;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.grant.ListedGrant;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.GrantKeyText;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;

/** Lists the grants and denials on a resource. */
public final class ListGrants {
  private ListGrants() {}

  /** Returns a page of the grants on a resource that the actor manages. */
  public static Page<Grant> page(Caller caller, ResourceRef resource, PageRequest request) {
    GrantTarget target = caller.require(new ManageGrants(resource, ImmutableSet.of()));
    return new SignedPages(caller, request, caller.event(), target.tenant(), target.id())
        .<Grant.Key, Grant>page(
            after -> GrantKeyText.on(caller.view(), target.tenant(), target.id(), after),
            GrantKeyText::write,
            GrantKeyText::read);
  }

  /** Returns the same page, with the state of each grant. */
  public static Page<ListedGrant> withState(
      Caller caller, ResourceRef resource, PageRequest request) {
    Page<Grant> page = page(caller, resource, request);
    page.items().stream().findFirst().ifPresent(any -> announce(caller, any.tenant(), page));
    return new Page<>(
        page.items().stream()
            .map(
                grant ->
                    new ListedGrant(
                        grant,
                        grant.window().contains(caller.now()),
                        GrantRules.isInactive(caller.view(), grant.tenant(), grant.accessor())))
            .collect(ImmutableList.toImmutableList()),
        page.next());
  }

  /** Announces the users whose state is read, so that a store can read them together. */
  private static void announce(Caller caller, Tenant tenant, Page<Grant> page) {
    ImmutableSet<UserId> users =
        page.items().stream()
            .map(Grant::accessor)
            .filter(UserId.class::isInstance)
            .map(UserId.class::cast)
            .collect(ImmutableSet.toImmutableSet());
    caller.view().prefetch(tenant, users, ImmutableSet.of());
  }
}
