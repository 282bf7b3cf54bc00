package dev.bailiwick;

import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.audit.AuditQueries;
import dev.bailiwick.internal.audit.RemoveOldEntries;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import java.time.Instant;

/**
 * The audit log, newest entry first. An accepted call that changed something has one entry in the
 * log of each org that it changed, and one in the log of the tenant that it was about (for a change
 * of an account, the person). An entry also shows in the logs of the users, teams and resources
 * that it touches in its tenant.
 */
public final class AuditLog {
  private final Calls calls;

  AuditLog(Calls calls) {
    this.calls = calls;
  }

  /**
   * Returns a page of the log of an org. Requires an org admin; for a deleted org, the system actor
   * or a super user.
   */
  public Page<AuditEntry> ofOrg(OrgId org, AuditFilter filter, PageRequest request) {
    Required.given(org, "org", filter, "filter", request, "page");
    return calls.ask(Event.AUDIT_ORG, caller -> AuditQueries.ofOrg(caller, org, filter, request));
  }

  /**
   * Returns a page of the log of an org, oldest first: the entries with a number greater than the
   * given one. A search index or a monitoring system goes on from the last number that it has read.
   * Requires the same right as {@link #ofOrg}.
   *
   * @param number the number of the last entry that the caller knows; 0 for all entries
   */
  public Page<AuditEntry> ofOrgAfter(
      OrgId org, long number, AuditFilter filter, PageRequest request) {
    Required.given(org, "org", filter, "filter", request, "page");
    InvalidParameter.unless(number >= 0, "audit.number", "must not be negative");
    return calls.ask(
        Event.AUDIT_ORG, caller -> AuditQueries.ofOrgAfter(caller, org, number, filter, request));
  }

  /**
   * Returns a page of the entries that touch a user. Inside an org, these are the entries of the
   * org's log, also after the user left or was erased; requires an org admin, or the user; the user
   * does not see the request context of other actors. Outside orgs, these are the changes of the
   * account and of the user's own things; requires the user, the system actor or a super user.
   */
  public Page<AuditEntry> ofUser(UserId user, AuditFilter filter, PageRequest request) {
    Required.given(user, "user", filter, "filter", request, "page");
    return calls.ask(
        Event.AUDIT_USER, caller -> AuditQueries.ofUser(caller, user, filter, request));
  }

  /**
   * Returns a page of the entries that touch a team. Requires {@link Permission#MANAGE} on it.
   * Inside an org, the org's admins also read the entries of a deleted team.
   */
  public Page<AuditEntry> ofTeam(TeamId team, AuditFilter filter, PageRequest request) {
    Required.given(team, "team", filter, "filter", request, "page");
    return calls.ask(
        Event.AUDIT_TEAM, caller -> AuditQueries.ofTeam(caller, team, filter, request));
  }

  /**
   * Returns a page of the entries that touch a resource. Requires {@link Permission#MANAGE} on it.
   * Entries about an earlier resource of the same id are shown to org admins only.
   */
  public Page<AuditEntry> ofResource(
      ResourceRef resource, AuditFilter filter, PageRequest request) {
    Required.given(resource, "resource", filter, "filter", request, "page");
    return calls.ask(
        Event.AUDIT_RESOURCE, caller -> AuditQueries.ofResource(caller, resource, filter, request));
  }

  /**
   * Removes the oldest entries from the log of an org, up to the first one that is not older than
   * the given instant, and at most {@link Limits#BATCH} of them in one call. The log records the
   * removal with an entry of its own. Nothing changes if no entry is older. Requires the system
   * actor. To remove all older entries, repeat the call until it removes none.
   *
   * @param before an instant by the host's clock; {@link Instant#MAX} stands for all entries
   * @return the number of removed entries
   */
  public Written<Integer> removeOlder(OrgId org, Instant before) {
    Required.given(org, "org", before, "before");
    return calls.change(new RemoveOldEntries(org, Instants.comparable(before)));
  }
}
