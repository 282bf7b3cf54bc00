package dev.bailiwick.internal.write;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.call.Request;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.InvitationCode;
import dev.bailiwick.invitation.InvitationMail;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the effect of one command. Every command writes to the store only through this class. Each
 * method writes a thing and adds it to the audit entry in one step; an update that makes no
 * difference does neither. {@link #finish} then stores the audit entry.
 */
public final class Change {
  private final Host host;
  private final Event event;
  private final Request request;
  private final Caller caller;
  private final Transaction tx;
  private final boolean bySuperUser;
  private Optional<Tenant> log;
  private final List<ItemChange> items = new ArrayList<>();
  private final Set<Tenant> touched = new LinkedHashSet<>();
  private final Set<UserId> erased = new LinkedHashSet<>();
  private final List<InvitationMail> mails = new ArrayList<>();

  public Change(
      Host host,
      Event event,
      Request request,
      Caller caller,
      Transaction tx,
      Optional<Tenant> log) {
    this.host = host;
    this.event = event;
    this.request = request;
    this.caller = caller;
    this.tx = tx;
    this.log = log;
    // Taken when the plan is complete: later reads, which only show the result, may use more
    // rights, but the change does not rest on them.
    this.bySuperUser = caller.usedSuperUser();
  }

  public Host host() {
    return host;
  }

  public Caller caller() {
    return caller;
  }

  /** Returns the state of the store, including everything that this change has written so far. */
  public Transaction view() {
    return tx;
  }

  public Instant now() {
    return caller.now();
  }

  public long nextId() {
    return tx.nextId();
  }

  /**
   * Returns the revision that this change makes: the new revision of each tenant that it has
   * written to. If it has written nothing, the present revision of the tenant whose log gets the
   * entry.
   */
  public Revision revision() {
    Map<Tenant, Long> numbers = new HashMap<>();
    log.ifPresent(tenant -> numbers.put(tenant, tx.revision(tenant)));
    touched.forEach(tenant -> numbers.put(tenant, version(tenant)));
    return Revision.of(numbers);
  }

  public <T> Written<T> written(T value) {
    return new Written<>(value, revision());
  }

  public User create(User user) {
    created(user, user.id());
    User stored = user.withUpdatedAt(now()).withVersion(version(user.id()));
    tx.users().save(stored);
    return stored;
  }

  public User update(User before, User after) {
    if (!updated(before, after, after.id())) {
      return before;
    }
    User stored = after.withUpdatedAt(now()).withVersion(version(after.id()));
    tx.users().save(stored);
    return stored;
  }

  public Org create(Org org) {
    created(org, org.id());
    Org stored = org.withUpdatedAt(now()).withVersion(version(org.id()));
    tx.orgs().save(stored);
    return stored;
  }

  public Org update(Org before, Org after) {
    if (!updated(before, after, after.id())) {
      return before;
    }
    Org stored = after.withUpdatedAt(now()).withVersion(version(after.id()));
    tx.orgs().save(stored);
    return stored;
  }

  public void create(Membership membership) {
    created(membership, membership.org());
    touched.add(membership.user());
    tx.orgs().save(membership);
  }

  public void update(Membership before, Membership after) {
    if (updated(before, after, after.org())) {
      touched.add(after.user());
      tx.orgs().save(after);
    }
  }

  public void delete(Membership membership) {
    deleted(membership, membership.org());
    touched.add(membership.user());
    tx.orgs().delete(membership);
  }

  public void save(Optional<RoleDefinition> before, RoleDefinition after) {
    if (before.isEmpty()) {
      created(after, after.org());
      tx.orgs().save(after);
    } else if (updated(before.get(), after, after.org())) {
      tx.orgs().save(after);
    }
  }

  public void delete(RoleDefinition role) {
    deleted(role, role.org());
    tx.orgs().delete(role);
  }

  public Team create(Team team) {
    created(team, team.tenant());
    Team stored = team.withUpdatedAt(now()).withVersion(version(team.tenant()));
    tx.teams().save(stored);
    return stored;
  }

  public Team update(Team before, Team after) {
    if (!updated(before, after, after.tenant())) {
      return before;
    }
    return touch(after);
  }

  /** Records on a team that its list of members has changed. */
  public Team touch(Team team) {
    Team stored = team.withUpdatedAt(now()).withVersion(version(team.tenant()));
    tx.teams().save(stored);
    return stored;
  }

  public void delete(Team team) {
    deleted(team, team.tenant());
    tx.teams().delete(team);
  }

  /**
   * Saves a membership of a team.
   *
   * @return whether the membership is new, or differs from {@code before}
   */
  public boolean save(Tenant tenant, Optional<Seat> before, Seat after) {
    if (before.isEmpty()) {
      created(after, tenant);
    } else if (!updated(before.get(), after, tenant)) {
      return false;
    }
    tx.teams().save(after);
    return true;
  }

  public void delete(Tenant tenant, Seat seat) {
    deleted(seat, tenant);
    tx.teams().delete(seat);
  }

  public Resource create(Resource resource) {
    created(resource, resource.tenant());
    Resource stored = resource.withVersion(version(resource.tenant()));
    tx.resources().save(stored);
    return stored;
  }

  public Resource update(Resource before, Resource after) {
    if (!updated(before, after, after.tenant())) {
      return before;
    }
    Resource stored = after.withVersion(version(after.tenant()));
    tx.resources().save(stored);
    return stored;
  }

  public void delete(Resource resource) {
    deleted(resource, resource.tenant());
    tx.resources().delete(resource);
  }

  public void save(Optional<Grant> before, Grant after) {
    if (before.isEmpty()) {
      created(after, after.tenant());
      tx.grants().save(after);
    } else if (updated(before.get(), after, after.tenant())) {
      tx.grants().save(after);
    }
  }

  public void delete(Grant grant) {
    deleted(grant, grant.tenant());
    tx.grants().delete(grant);
  }

  public void save(Optional<Invitation> before, Invitation after) {
    if (before.isEmpty()) {
      created(after, after.tenant());
      tx.invitations().save(after);
    } else if (updated(before.get(), after, after.tenant())) {
      tx.invitations().save(after);
    }
  }

  /** Saves an invitation with a new code. The code is in no log. */
  public void save(Optional<Invitation> before, Invitation after, InvitationCode code) {
    if (before.isEmpty()) {
      created(after, after.tenant());
    } else {
      updated(before.get(), after, after.tenant());
    }
    tx.invitations().save(after, code.hash());
  }

  public void delete(Invitation invitation) {
    deleted(invitation, invitation.tenant());
    tx.invitations().delete(invitation);
  }

  /** Gives a mail to the host after the commit. */
  public void sendAfterCommit(InvitationMail mail) {
    mails.add(mail);
  }

  /** Returns the mails to send after the commit. */
  ImmutableList<InvitationMail> mails() {
    return ImmutableList.copyOf(mails);
  }

  /**
   * Removes the personal data of a user from every log, including the audit entry of this change.
   */
  public void erasePersonalData(UserId user) {
    erased.add(user);
  }

  /** Stores the audit entry of this change, and returns it; empty if nothing was changed. */
  public Optional<AuditEntry> finish() {
    if (items.isEmpty()) {
      return Optional.empty();
    }
    Tenant tenant = log.orElseThrow();
    AuditEntry entry =
        AuditEntry.builder()
            .tenant(tenant)
            .number(version(tenant))
            .event(event)
            .actor(caller.actor())
            .bySuperUser(bySuperUser || caller.beyondSession(tenant))
            .reason(request.reason())
            .items(items)
            .at(now())
            .build();
    tx.audit().append(entry);
    erased.forEach(tx.audit()::erase);
    AuditEntry stored = entry;
    for (UserId user : erased) {
      stored = stored.without(user);
    }
    return Optional.of(stored);
  }

  private void created(Audited after, Tenant tenant) {
    record(ItemChange.created(after), tenant);
  }

  private boolean updated(Audited before, Audited after, Tenant tenant) {
    Optional<ItemChange> change = ItemChange.updated(before, after);
    change.ifPresent(item -> record(item, tenant));
    return change.isPresent();
  }

  private void deleted(Audited before, Tenant tenant) {
    record(ItemChange.deleted(before), tenant);
  }

  private void record(ItemChange item, Tenant tenant) {
    items.add(item);
    if (log.isEmpty()) {
      log = Optional.of(tenant);
    }
    touched.add(tenant);
    touched.add(log.get());
  }

  private long version(Tenant tenant) {
    return tx.revision(tenant) + 1;
  }
}
