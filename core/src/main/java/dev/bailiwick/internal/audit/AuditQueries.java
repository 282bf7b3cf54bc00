package dev.bailiwick.internal.audit;

import com.google.common.collect.Maps;
import dev.bailiwick.actor.Actor;
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
import dev.bailiwick.internal.rule.OrgNeed;
import dev.bailiwick.internal.rule.TeamRights;
import dev.bailiwick.internal.value.Kinds;
import dev.bailiwick.org.Org;
import dev.bailiwick.page.Page;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.resource.NoSuchResource;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Slices;
import dev.bailiwick.team.NoSuchTeam;
import dev.bailiwick.team.Team;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Reads audit logs, as far as the actor may see their entries. */
public final class AuditQueries {
  private AuditQueries() {}

  /** Returns a page of the log of an org. */
  public static Page<AuditEntry> ofOrg(
      Caller caller, OrgId org, AuditFilter filter, PageRequest request) {
    requireLog(caller, org);
    return page(caller, org, Optional.empty(), filter, request, entries -> entries);
  }

  /** Returns a page of the entries that touch a user. */
  public static Page<AuditEntry> ofUser(
      Caller caller, UserId user, AuditFilter filter, PageRequest request) {
    Optional<OrgId> org = caller.actor().org();
    return org.isPresent()
        ? ofMember(caller, org.get(), user, filter, request)
        : ofPerson(caller, user, filter, request);
  }

  private static Page<AuditEntry> ofMember(
      Caller caller, OrgId org, UserId user, AuditFilter filter, PageRequest request) {
    ResourceId about = ResourceId.of(user);
    boolean whole = caller.sees(org) && caller.administers(org);
    // An admin also reads what touched a user that has left or was erased.
    if (!whole || !touched(caller, org, about)) {
      caller.user(user);
    }
    caller.org(org);
    if (!whole && !caller.is(user)) {
      caller.require(OrgNeed.admin(org));
    }
    return page(
        caller,
        org,
        Optional.of(about),
        filter,
        request,
        entries -> whole ? entries : discreet(caller, entries, about, filter));
  }

  private static Page<AuditEntry> ofPerson(
      Caller caller, UserId user, AuditFilter filter, PageRequest request) {
    if (!caller.is(user) && !caller.trusted()) {
      caller.user(user);
      throw caller.refused("super user");
    }
    boolean whole = caller.trusted();
    return page(
        caller,
        user,
        Optional.empty(),
        filter,
        request,
        entries -> whole ? entries : entries.map(entry -> withoutContext(caller, entry)));
  }

  /** Returns a page of the entries that touch a team. */
  public static Page<AuditEntry> ofTeam(
      Caller caller, TeamId team, AuditFilter filter, PageRequest request) {
    Optional<Team> found =
        caller.view().teams().find(team).filter(t -> TeamRights.find(caller, t).isPresent());
    Optional<OrgId> org = caller.actor().org().filter(in -> found.isEmpty());
    if (org.filter(caller::sees)
        .filter(caller::administers)
        .filter(in -> touched(caller, in, team.key()))
        .isPresent()) {
      // An admin also reads what touched a team that was deleted.
      return page(caller, org.get(), Optional.of(team.key()), filter, request, entries -> entries);
    }
    Tenant tenant = found.orElseThrow(() -> new NoSuchTeam(team)).tenant();
    requireManage(caller, tenant, team);
    boolean whole = Kinds.match(tenant, caller::is, caller::administers);
    return page(
        caller,
        tenant,
        Optional.of(team.key()),
        filter,
        request,
        entries -> whole ? entries : discreet(caller, entries, team.key(), filter));
  }

  /** Returns a page of the entries that touch a resource. */
  public static Page<AuditEntry> ofResource(
      Caller caller, ResourceRef resource, AuditFilter filter, PageRequest request) {
    ResourceId id = caller.model().check(resource.key());
    Tenant tenant = caller.tenantOf(resource);
    if (caller.administrativePermissions(tenant, resource).isEmpty()) {
      throw new NoSuchResource(id);
    }
    requireManage(caller, tenant, resource);
    boolean whole = Kinds.match(tenant, caller::is, caller::administers);
    long deleted = whole ? 0 : deleted(caller, tenant, id);
    return page(
        caller,
        tenant,
        Optional.of(id),
        filter,
        request,
        entries ->
            whole
                ? entries
                : discreet(
                    caller, entries.takeWhile(entry -> entry.number() > deleted), id, filter));
  }

  private static boolean touched(Caller caller, OrgId org, ResourceId thing) {
    return !caller
        .view()
        .audit()
        .list(org, Optional.of(thing), AuditFilter.all(), new Slice<>(Optional.empty(), 1))
        .isEmpty();
  }

  private static void requireManage(Caller caller, Tenant tenant, ResourceRef resource) {
    if (!caller.administrativePermissions(tenant, resource).contains(Permission.MANAGE)) {
      throw caller.refused("manage on it");
    }
  }

  /**
   * Returns the number of the newest entry that deletes the resource; 0 if there is none. A filter
   * of the caller must not hide this entry.
   */
  private static long deleted(Caller caller, Tenant tenant, ResourceId id) {
    AuditFilter resources = AuditFilter.all().itemType(ItemType.RESOURCE);
    return Slices.all(
            (Slice<Long> slice) ->
                caller.view().audit().list(tenant, Optional.of(id), resources, slice),
            AuditEntry::number)
        .filter(entry -> deletes(entry, id))
        .findFirst()
        .map(AuditEntry::number)
        .orElse(0L);
  }

  /**
   * Whether the entry deletes the resource. Older entries are then about another resource with the
   * same id.
   */
  private static boolean deletes(AuditEntry entry, ResourceId id) {
    return entry.items().stream()
        .anyMatch(
            item ->
                item.type() == ItemType.RESOURCE
                    && item.kind() == ItemChange.Kind.DELETED
                    && id.type().equals(item.key().get("resource_type"))
                    && id.id().equals(item.key().get("resource_id")));
  }

  /**
   * Returns entries as they are shown to a user without the right to administer the tenant. The
   * filter is applied to what is shown, so that it tells nothing of the rest.
   */
  private static Stream<AuditEntry> discreet(
      Caller caller, Stream<AuditEntry> entries, ResourceId about, AuditFilter filter) {
    return entries.map(entry -> discreet(caller, entry, about)).filter(filter::matches);
  }

  /**
   * Returns an entry as it is shown to a user without the right to administer the tenant: only its
   * changes of the thing in question.
   */
  private static AuditEntry discreet(Caller caller, AuditEntry entry, ResourceId about) {
    return AuditEntry.builder()
        .from(withoutContext(caller, entry))
        .items(entry.items().stream().filter(item -> item.touches().contains(about)).toList())
        .names(
            Maps.filterKeys(
                entry.names(),
                user ->
                    entry.actor().user().equals(Optional.of(user))
                        || entry.companion().equals(Optional.of(user))
                        || ResourceId.of(user).equals(about)))
        .build();
  }

  /**
   * Returns an entry without its request context, unless the actor made the call of the entry. An
   * impersonator made the call in the name of the user of the entry.
   */
  private static AuditEntry withoutContext(Caller caller, AuditEntry entry) {
    return entry.impersonator().or(entry.actor()::user).filter(caller::is).isPresent()
        ? entry
        : AuditEntry.builder().from(entry).actor(entry.actor().from(RequestContext.none())).build();
  }

  /** Returns a page of the log of an org, oldest entry first, from the entry after a number on. */
  public static Page<AuditEntry> ofOrgAfter(
      Caller caller, OrgId org, long number, AuditFilter filter, PageRequest request) {
    requireLog(caller, org);
    return new SignedPages(caller, request, "audit.forward", org, number, filter)
        .<Long, AuditEntry>page(
            after ->
                shown(
                    caller,
                    Slices.after(
                        new Slice<>(
                            after.or(() -> Optional.of(number)),
                            Math.min(request.size() + 1, Slice.first().limit())),
                        slice -> caller.view().audit().listForward(org, filter, slice),
                        AuditEntry::number),
                    filter),
            entry -> Long.toString(entry.number()),
            Long::valueOf);
  }

  /**
   * Returns entries as readers below the host see them. The filter is applied to what is shown, so
   * that it tells nothing of an actor that is not named.
   */
  private static Stream<AuditEntry> shown(
      Caller caller, Stream<AuditEntry> entries, AuditFilter filter) {
    return caller.trusted()
        ? entries
        : entries.map(AuditQueries::belowHost).filter(filter::matches);
  }

  private static AuditEntry belowHost(AuditEntry entry) {
    Actor actor = entry.actor();
    boolean foreign =
        entry.tenant() instanceof OrgId org
            && actor.org().filter(in -> !in.equals(org)).isPresent();
    Actor shown = entry.shownActor().orElse(foreign ? actor.outsideOrgs() : actor);
    return AuditEntry.builder()
        .from(entry)
        .actor(shown)
        .shownActor(Optional.empty())
        .names(Maps.filterKeys(entry.names(), user -> isShown(entry, shown, user)))
        .build();
  }

  /** Whether readers below the host see the user in an entry at all. */
  private static boolean isShown(AuditEntry entry, Actor shown, UserId user) {
    return shown.user().equals(Optional.of(user))
        || entry.companion().equals(Optional.of(user))
        || entry.touches().contains(ResourceId.of(user));
  }

  private static void requireLog(Caller caller, OrgId org) {
    boolean deleted = caller.view().orgs().find(org).filter(Org::deleted).isPresent();
    if (!deleted || !caller.trusted()) {
      caller.require(OrgNeed.admin(org));
    }
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
                    shown(
                        caller,
                        Slices.after(
                            new Slice<>(after, Math.min(request.size() + 1, Slice.first().limit())),
                            slice -> caller.view().audit().list(tenant, touching, filter, slice),
                            AuditEntry::number),
                        filter)),
            entry -> Long.toString(entry.number()),
            Long::valueOf);
  }
}
