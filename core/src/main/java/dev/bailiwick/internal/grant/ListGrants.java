package dev.bailiwick.internal.grant;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.ResourceRef;
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
}
