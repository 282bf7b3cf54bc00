package dev.bailiwick.internal.access;

import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.GrantKeyText;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.team.NoSuchTeam;

/** Lists the grants that an accessor received itself, not through another accessor. */
public final class GrantedTo {
  private GrantedTo() {}

  /** Returns a page of the grants and denials to an accessor in the tenant of the question. */
  public static Page<Grant> page(AccessScope scope, Accessor accessor, PageRequest request) {
    Caller caller = scope.caller();
    Tenant where = scope.named().orElseGet(() -> tenantOf(caller, accessor));
    requireMaySee(caller, where, accessor);
    return new SignedPages(caller, request, caller.event(), where, accessor)
        .<Grant.Key, Grant>page(
            after -> GrantKeyText.to(caller.view(), where, accessor, after),
            GrantKeyText::write,
            GrantKeyText::read);
  }

  private static Tenant tenantOf(Caller caller, Accessor accessor) {
    return accessor instanceof TeamId team
        ? caller.findTenant(team).orElseThrow(() -> new NoSuchTeam(team))
        : caller.tenant();
  }

  private static void requireMaySee(Caller caller, Tenant where, Accessor accessor) {
    caller.requireOpen(where);
    boolean administers =
        caller.isSystem()
            || Kinds.match(where, caller::is, caller::adminByMembership)
            || (accessor instanceof UserId user && caller.is(user));
    if (accessor instanceof TeamId team) {
      boolean there =
          caller.view().teams().find(team).filter(t -> t.tenant().equals(where)).isPresent();
      if (!there || caller.administrativePermissions(where, team).isEmpty()) {
        throw new NoSuchTeam(team);
      }
    } else if (caller.outsideSession(where) || (!administers && !caller.trusted())) {
      throw caller.refused("org admin");
    }
  }
}
