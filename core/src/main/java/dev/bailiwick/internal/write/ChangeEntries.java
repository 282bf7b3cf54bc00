package dev.bailiwick.internal.write;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.actor.DelegationUse;
import dev.bailiwick.actor.ImpersonationUse;
import dev.bailiwick.actor.RequestContext;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Request;
import dev.bailiwick.internal.call.StoredLists;
import dev.bailiwick.org.Membership;
import dev.bailiwick.store.View;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The audit entries of one change: one for each tenant that has a changed item, and one for the
 * tenant that the call is about. Each holds only the items of its tenant. The reason and the
 * request context stand in the entry of the tenant that the call is about, and in no other.
 */
final class ChangeEntries {
  /** The calls about one account that an org admin can make by the power over it. */
  private static final ImmutableSet<Event> OF_ACCOUNT =
      ImmutableSet.of(
          Event.USER_UPDATE,
          Event.USER_ACTIVATE,
          Event.USER_DEACTIVATE,
          Event.USER_LOCK,
          Event.USER_UNLOCK,
          Event.USER_SIGN_OUT);

  private final Event event;
  private final Request request;
  private final Caller caller;
  private final View view;
  private final boolean bySuperUser;
  private final String actorName;
  private Optional<Tenant> log;
  private final Map<Tenant, List<ItemChange>> items = new LinkedHashMap<>();
  private final Map<UserId, String> names = new HashMap<>();
  private final Set<Tenant> memberOf = new HashSet<>();
  private final Set<Tenant> touched = new HashSet<>();

  /**
   * @param log the tenant that the call is about; empty if the call creates this tenant
   */
  ChangeEntries(Event event, Request request, Caller caller, View view, Optional<Tenant> log) {
    this.event = event;
    this.request = request;
    this.caller = caller;
    this.view = view;
    this.log = log;
    // Taken when the plan is complete: later reads, which only show the result, may use more
    // rights, but the change does not rest on them.
    this.bySuperUser = caller.usedSuperUser();
    this.actorName = caller.userId().flatMap(view.users()::find).map(User::fullName).orElse("");
    // Read now, when the plan has read it: the change can end the membership.
    log.filter(tenant -> !isDecline()).filter(this::knowsActor).ifPresent(memberOf::add);
  }

  /** Returns the tenant that the call is about; empty if it is to be created. */
  Optional<Tenant> log() {
    return log;
  }

  /** Returns the tenants that the change has written to. */
  Set<Tenant> touched() {
    return touched;
  }

  /** Notes that the change has written to a tenant, with or without an entry. */
  void touch(Tenant tenant) {
    touched.add(tenant);
  }

  /** Notes that a membership ends. If it is the actor's, the org knew the actor all the same. */
  void left(Membership membership) {
    if (caller.is(membership.user())) {
      memberOf.add(membership.org());
    }
  }

  void created(Audited after, Tenant tenant) {
    add(ItemChange.created(after), tenant);
  }

  /** Records a thing if it is new or differs, and returns whether it is or does. */
  boolean recorded(Optional<? extends Audited> before, Audited after, Tenant tenant) {
    if (before.isPresent()) {
      return updated(before.get(), after, tenant);
    }
    created(after, tenant);
    return true;
  }

  /** Records a thing if it differs, and returns whether it does. */
  boolean updated(Audited before, Audited after, Tenant tenant) {
    Optional<ItemChange> change = ItemChange.updated(before, after);
    change.ifPresent(item -> add(item, tenant));
    return change.isPresent();
  }

  void deleted(Audited before, Tenant tenant) {
    add(ItemChange.deleted(before), tenant);
  }

  /** Adds a change of an item of a tenant. */
  void add(ItemChange item, Tenant tenant) {
    Tenant about = log.orElse(tenant);
    log = Optional.of(about);
    note(about);
    note(tenant).add(item);
  }

  /**
   * Adds the change of an account. A service account, and one that no person has claimed yet, is an
   * item of its org; calls about the org that make or close such accounts have no entry in the logs
   * of these. The claim is in both logs; the org's log shows nothing of the person. If an admin
   * changes the account of a member by the power of the org's domain, the org's log shows the
   * account without its values.
   */
  void add(User before, ItemChange item, User after) {
    touch(after.id());
    Optional<OrgId> org = before.belongsTo().or(after::belongsTo);
    boolean edited = item.kind() == ItemChange.Kind.UPDATED && after.status() != UserStatus.ERASED;
    boolean claim = edited && !before.claimed() && after.claimed();
    name(after.id(), before.fullName());
    org.ifPresent(in -> add(claim ? item.ofClaim() : item, in));
    if (org.isEmpty() && OF_ACCOUNT.contains(event)) {
      log.flatMap(ChangeEntries::org).ifPresent(in -> add(item.withoutValues(), in));
    }
    if (org.isEmpty() || edited || log.equals(Optional.of(after.id()))) {
      add(item, after.id());
    }
  }

  /** Notes the display name that an account had before the change, or that it gets when created. */
  private void name(UserId user, String name) {
    names.putIfAbsent(user, name);
  }

  /** Makes an entry for a tenant, with or without items. Returns the items. */
  List<ItemChange> note(Tenant tenant) {
    touch(tenant);
    return items.computeIfAbsent(tenant, unused -> new ArrayList<>());
  }

  /**
   * Returns the entries, in the order in which the tenants were changed.
   *
   * @param number returns the number of the entry of a tenant
   */
  ImmutableList<AuditEntry> made(ToLongFunction<Tenant> number) {
    return items.keySet().stream()
        .map(tenant -> entry(tenant, number.applyAsLong(tenant)))
        .collect(ImmutableList.toImmutableList());
  }

  private AuditEntry entry(Tenant tenant, long number) {
    boolean about = log.equals(Optional.of(tenant));
    Actor actor = caller.actor().named();
    List<ItemChange> changed = items.getOrDefault(tenant, List.of());
    return AuditEntry.builder()
        .tenant(tenant)
        .number(number)
        .event(event)
        .actor(about ? actor : actor.from(RequestContext.none()))
        .shownActor(shown(tenant))
        .impersonator(caller.actor().impersonation().map(ImpersonationUse::by))
        .onBehalfOf(caller.actor().delegation().map(DelegationUse::person))
        .bySuperUser(bySuperUser || (about && caller.beyondSession(tenant)))
        .reason(request.reason().filter(text -> about))
        .items(changed)
        .names(names(changed))
        .at(caller.now())
        .build();
  }

  /** Returns the names that are known of the actor and of the accounts that some changes touch. */
  private Map<UserId, String> names(List<ItemChange> changed) {
    Map<UserId, String> known = new HashMap<>();
    caller.actor().user().ifPresent(me -> known.put(me, names.getOrDefault(me, actorName)));
    caller
        .actor()
        .companion()
        .flatMap(view.users()::find)
        .ifPresent(second -> known.put(second.id(), second.fullName()));
    changed.stream()
        .flatMap(item -> item.touches().stream())
        .flatMap(touched -> touched.user().stream())
        .filter(names::containsKey)
        .forEach(user -> known.put(user, names.get(user)));
    return known;
  }

  /**
   * Returns the actor as a tenant sees it that the actor does not belong to: an org, or the
   * platform. Empty for an actor that the tenant sees as it is: a system actor, a member, a guest
   * to whom the tenant itself has granted something, and a person whose own account the call is
   * about.
   */
  private Optional<Actor> shown(Tenant tenant) {
    if (isDecline()) {
      return Optional.of(Actor.unnamed()).filter(unnamed -> !caller.isSystem());
    }
    if (caller.isSystem()
        || log.flatMap(ChangeEntries::person).filter(caller::is).isPresent()
        || memberOf.contains(tenant)
        || knowsActor(tenant)) {
      return Optional.empty();
    } else if (bySuperUser || caller.beyondSession(tenant)) {
      return Optional.of(Actor.unnamed());
    }
    return actingFor(tenant)
        .map(Actor.unnamed()::in)
        .or(() -> Optional.of(Actor.unnamed()).filter(unnamed -> !isKnownGuest(tenant)));
  }

  /** An invitation is to an address, and an answer to it does not tell whose that is. */
  private boolean isDecline() {
    return event.equals(Event.INVITATION_DECLINE);
  }

  /** Whether the tenant is a person, or has given the actor something by name. */
  private boolean isKnownGuest(Tenant tenant) {
    UserId me = caller.actor().user().orElseThrow();
    return tenant instanceof UserId
        || items.getOrDefault(tenant, List.of()).stream()
            .anyMatch(i -> i.touches().contains(ResourceId.of(me)))
        || StoredLists.grantsTo(view, tenant, me).findAny().isPresent();
  }

  private Optional<OrgId> actingFor(Tenant tenant) {
    return caller
        .actor()
        .org()
        .or(() -> log.flatMap(ChangeEntries::org))
        .or(() -> items.keySet().stream().flatMap(other -> org(other).stream()).findFirst())
        .filter(org -> !org.equals(tenant))
        .or(caller::guestOf);
  }

  private boolean knowsActor(Tenant tenant) {
    Optional<UserId> actor = caller.actor().user();
    return actor
        .filter(me -> tenant.equals(me) || org(tenant).filter(in -> isMember(in, me)).isPresent())
        .isPresent();
  }

  private boolean isMember(OrgId org, UserId user) {
    return view.orgs().membership(org, user).isPresent();
  }

  private static Optional<UserId> person(Tenant tenant) {
    return tenant instanceof UserId user ? Optional.of(user) : Optional.empty();
  }

  private static Optional<OrgId> org(Tenant tenant) {
    return tenant instanceof OrgId org ? Optional.of(org) : Optional.empty();
  }
}
