package dev.bailiwick;

import dev.bailiwick.access.NoPermission;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.ItemType;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.SignedPages;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.org.Org;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.team.NoSuchTeam;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What was done, newest first: one entry for each accepted call that changed something. An entry
 * stands in the log of the tenant that the call was about (for an act on an account, the person),
 * and shows in the logs of the users, teams and resources that it touches there.
 */
public final class AuditLog {
  private final Session session;

  AuditLog(Session session) {
    this.session = session;
  }

  /**
   * All that was done in an org: for its admins; of a deleted one, for the host's own code and
   * super users.
   */
  public Page<AuditEntry> ofOrg(OrgId org, AuditFilter filter, PageRequest request) {
    Required.given(org, "org", filter, "filter", request, "page");
    return session.read(
        "audit.org",
        caller -> {
          boolean deleted = caller.view().orgs().find(org).filter(Org::deleted).isPresent();
          if (!deleted || !caller.trusted()) {
            caller.administeredOrg(org, "audit.org");
          }
          return page(caller, org, Optional.empty(), filter, request);
        });
  }

  /**
   * What touched a user: inside an org, in that org, for its admins and, without where the requests
   * of others came from, the user; outside orgs, what was done to the account and to what is the
   * user's own, for the user.
   */
  public Page<AuditEntry> ofUser(UserId user, AuditFilter filter, PageRequest request) {
    Required.given(user, "user", filter, "filter", request, "page");
    return session.read(
        "audit.user",
        caller -> {
          Optional<OrgId> org = caller.actor().org();
          if (org.isPresent()) {
            caller.user(user);
            caller.org(org.get());
            if (!caller.is(user)) {
              caller.administeredOrg(org.get(), "audit.user");
            }
            boolean whole = caller.administers(org.get());
            return page(
                caller,
                org.get(),
                Optional.of(ResourceId.of(user)),
                filter,
                request,
                entries ->
                    whole
                        ? entries
                        : entries.map(entry -> discreet(caller, entry, ResourceId.of(user))));
          }
          if (!caller.is(user) && !caller.trusted()) {
            caller.user(user);
            throw new NoPermission("audit.user", "super user");
          }
          boolean whole = caller.trusted();
          return page(
              caller,
              user,
              Optional.empty(),
              filter,
              request,
              entries -> whole ? entries : entries.map(entry -> withoutContext(caller, entry)));
        });
  }

  /** What touched a team: for whoever has {@link Permission#MANAGE} on it. */
  public Page<AuditEntry> ofTeam(TeamId team, AuditFilter filter, PageRequest request) {
    Required.given(team, "team", filter, "filter", request, "page");
    return session.read(
        "audit.team",
        caller -> {
          Tenant tenant =
              caller
                  .view()
                  .teams()
                  .find(team)
                  .filter(t -> !caller.administrativePermissions(t.tenant(), team).isEmpty())
                  .orElseThrow(() -> new NoSuchTeam(team))
                  .tenant();
          requireManage(caller, tenant, team, "audit.team");
          boolean whole = tenant.match(caller::is, caller::administers);
          return page(
              caller,
              tenant,
              Optional.of(team.key()),
              filter,
              request,
              entries ->
                  whole ? entries : entries.map(entry -> discreet(caller, entry, team.key())));
        });
  }

  /**
   * What touched a resource: for whoever has {@link Permission#MANAGE} on it. What an earlier
   * resource of the same id went through is for the org's admins.
   */
  public Page<AuditEntry> ofResource(
      ResourceRef resource, AuditFilter filter, PageRequest request) {
    Required.given(resource, "resource", filter, "filter", request, "page");
    return session.read(
        "audit.resource",
        caller -> {
          ResourceId id = caller.model().check(resource.key());
          Tenant tenant = caller.tenantOf(resource);
          if (caller.administrativePermissions(tenant, resource).isEmpty()) {
            throw new NoSuchResource(id);
          }
          requireManage(caller, tenant, resource, "audit.resource");
          boolean whole = tenant.match(caller::is, caller::administers);
          return page(
              caller,
              tenant,
              Optional.of(id),
              filter,
              request,
              entries ->
                  whole
                      ? entries
                      : entries
                          .takeWhile(entry -> !deletes(entry, id))
                          .map(entry -> discreet(caller, entry, id)));
        });
  }

  private static void requireManage(
      Caller caller, Tenant tenant, ResourceRef resource, String action) {
    if (!caller.administrativePermissions(tenant, resource).contains(Permission.MANAGE)) {
      throw new NoPermission(action, "manage on it");
    }
  }

  /** Whether what came before is about another resource of the same id. */
  private static boolean deletes(AuditEntry entry, ResourceId id) {
    return entry.items().stream()
        .anyMatch(
            item ->
                item.type() == ItemType.RESOURCE
                    && item.kind() == ItemChange.Kind.DELETED
                    && item.touches().contains(id));
  }

  /** An entry as somebody sees it who does not administer: what it did to the thing in question. */
  private static AuditEntry discreet(Caller caller, AuditEntry entry, ResourceId about) {
    return AuditEntry.builder()
        .from(withoutContext(caller, entry))
        .items(entry.items().stream().filter(item -> item.touches().contains(about)).toList())
        .build();
  }

  /** An entry without where the request came from, unless it was the reader's own. */
  private static AuditEntry withoutContext(Caller caller, AuditEntry entry) {
    return entry.actor().user().filter(caller::is).isPresent()
        ? entry
        : AuditEntry.builder().from(entry).actor(entry.actor().from(RequestContext.NONE)).build();
  }

  private static Page<AuditEntry> page(
      Caller caller,
      Tenant tenant,
      Optional<ResourceId> touching,
      AuditFilter filter,
      PageRequest request) {
    return page(caller, tenant, touching, filter, request, entries -> entries);
  }

  private static Page<AuditEntry> page(
      Caller caller,
      Tenant tenant,
      Optional<ResourceId> touching,
      AuditFilter filter,
      PageRequest request,
      UnaryOperator<Stream<AuditEntry>> shown) {
    return new SignedPages(caller, request, "audit", tenant, touching, filter)
        .<Long, AuditEntry>page(
            after ->
                shown.apply(
                    Slices.after(
                        new Slice<>(after, Math.min(request.size() + 1, Slice.first().limit())),
                        slice -> caller.view().audit().list(tenant, touching, filter, slice),
                        AuditEntry::number)),
            entry -> Long.toString(entry.number()),
            Long::valueOf);
  }
}
