package dev.bailiwick.internal.write;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.Erasure;
import dev.bailiwick.audit.Event;
import dev.bailiwick.audit.ItemChange;
import dev.bailiwick.audit.LogCut;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Revision;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.id.Written;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.call.Request;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.InvitationCode;
import dev.bailiwick.notice.Notice;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Writes the effect of one command. Every command writes to the store only through this class. Each
 * method writes a thing and adds it to the audit entries in one step; an update that makes no
 * difference does neither. {@link #finish} then stores one audit entry for each tenant that has
 * one.
 */
public final class Change {
  private final Host host;
  private final Caller caller;
  private final Transaction tx;
  private final ChangeEntries entries;
  private final ErasedPeople erased = new ErasedPeople();
  private final List<Runnable> afterCommit = new ArrayList<>();

  public Change(
      Host host,
      Event event,
      Request request,
      Caller caller,
      Transaction tx,
      Optional<Tenant> log) {
    this.host = host;
    this.caller = caller;
    this.tx = tx;
    this.entries = new ChangeEntries(event, request, caller, tx, log);
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
    entries.log().ifPresent(tenant -> numbers.put(tenant, tx.revision(tenant)));
    entries.touched().forEach(tenant -> numbers.put(tenant, version(tenant)));
    return Revision.of(numbers);
  }

  public <T> Written<T> written(T value) {
    return new Written<>(value, revision());
  }

  public User create(User user) {
    entries.add(user, ItemChange.created(user), user);
    return save(user);
  }

  public ImmutableList<User> createAll(Collection<User> users) {
    users.forEach(user -> entries.add(user, ItemChange.created(user), user));
    return saveAll(users);
  }

  public void updateAll(Collection<User> before, UnaryOperator<User> edit) {
    List<User> changed = new ArrayList<>();
    for (User user : before) {
      User after = SignInStamp.movedBy(user, edit.apply(user));
      Optional<ItemChange> item = ItemChange.updated(user, after);
      item.ifPresent(change -> entries.add(user, change, after));
      item.ifPresent(change -> changed.add(after));
      TokenEnds.after(tx, user, after);
      AccountNotices.after(this, user, after);
    }
    saveAll(changed);
  }

  public User update(User before, User edited) {
    User after = SignInStamp.movedBy(before, edited);
    Optional<ItemChange> change = ItemChange.updated(before, after);
    if (change.isEmpty()) {
      return before;
    }
    entries.add(before, change.get(), after);
    TokenEnds.after(tx, before, after);
    AccountNotices.after(this, before, after);
    return save(after);
  }

  /**
   * Saves accounts whose default org is no org of the user any more. No log shows this: a default
   * org ends with the membership, and the org's log shows the end of that.
   */
  public void clearDefaultOrgs(Collection<User> users) {
    users.forEach(user -> entries.touch(user.id()));
    saveAll(users.stream().map(user -> user.withDefaultOrg(Optional.empty())).toList());
  }

  private User save(User user) {
    User stored = stamped(user);
    tx.users().save(stored);
    return stored;
  }

  private ImmutableList<User> saveAll(Collection<User> users) {
    var stored = users.stream().map(this::stamped).collect(ImmutableList.toImmutableList());
    tx.users().saveAll(stored);
    return stored;
  }

  private User stamped(User user) {
    return user.withUpdatedAt(now()).withVersion(version(user.id()));
  }

  public Org create(Org org) {
    entries.created(org, org.id());
    return save(org);
  }

  public Org update(Org before, Org after) {
    TokenEnds.after(tx, before, after);
    return entries.updated(before, after, after.id()) ? save(after) : before;
  }

  private Org save(Org org) {
    Org stored = org.withUpdatedAt(now()).withVersion(version(org.id()));
    tx.orgs().save(stored);
    return stored;
  }

  public void create(Membership membership) {
    entries.created(membership, membership.org());
    entries.touch(membership.user());
    tx.orgs().save(membership);
  }

  public void update(Membership before, Membership after) {
    if (entries.updated(before, after, after.org())) {
      entries.touch(after.user());
      tx.orgs().save(after);
      TokenEnds.after(tx, after);
    }
  }

  public void delete(Membership membership) {
    entries.deleted(membership, membership.org());
    entries.touch(membership.user());
    entries.left(membership);
    tx.orgs().delete(membership);
  }

  public void save(Optional<RoleDefinition> before, RoleDefinition after) {
    if (entries.recorded(before, after, after.org())) {
      tx.orgs().save(after);
    }
  }

  public void delete(RoleDefinition role) {
    entries.deleted(role, role.org());
    tx.orgs().delete(role);
  }

  public Team create(Team team) {
    entries.created(team, team.tenant());
    return touch(team);
  }

  public Team update(Team before, Team after) {
    return entries.updated(before, after, after.tenant()) ? touch(after) : before;
  }

  /** Records on a team that its list of members has changed. */
  public Team touch(Team team) {
    Team stored = team.withUpdatedAt(now()).withVersion(version(team.tenant()));
    tx.teams().save(stored);
    return stored;
  }

  public void delete(Team team) {
    entries.deleted(team, team.tenant());
    tx.teams().delete(team);
  }

  /**
   * Saves a membership of a team.
   *
   * @return whether the membership is new, or differs from {@code before}
   */
  public boolean save(Tenant tenant, Optional<Seat> before, Seat after) {
    boolean differs = entries.recorded(before, after, tenant);
    if (differs) {
      tx.teams().save(after);
    }
    return differs;
  }

  public void delete(Tenant tenant, Seat seat) {
    entries.deleted(seat, tenant);
    tx.teams().delete(seat);
  }

  public Resource create(Resource resource) {
    entries.created(resource, resource.tenant());
    return save(resource);
  }

  public Resource update(Resource before, Resource after) {
    return entries.updated(before, after, after.tenant()) ? save(after) : before;
  }

  private Resource save(Resource resource) {
    Resource stored = resource.withVersion(version(resource.tenant()));
    tx.resources().save(stored);
    return stored;
  }

  public void delete(Resource resource) {
    entries.deleted(resource, resource.tenant());
    tx.resources().delete(resource);
  }

  public void save(Optional<Grant> before, Grant after) {
    if (entries.recorded(before, after, after.tenant())) {
      tx.grants().save(after);
    }
  }

  public void delete(Grant grant) {
    entries.deleted(grant, grant.tenant());
    tx.grants().delete(grant);
  }

  public void save(Optional<Invitation> before, Invitation after) {
    if (entries.recorded(before, after, after.tenant())) {
      tx.invitations().save(after);
    }
  }

  /** Saves an invitation with a new code. The code is in no log. */
  public void save(Optional<Invitation> before, Invitation after, InvitationCode code) {
    entries.recorded(before, after, after.tenant());
    tx.invitations().save(after, code.hash());
  }

  public void delete(Invitation invitation) {
    entries.deleted(invitation, invitation.tenant());
    tx.invitations().delete(invitation);
  }

  /** Returns the writes of API keys. */
  public KeyChanges keys() {
    return new KeyChanges(entries, tx);
  }

  /** Returns the writes of impersonations and delegations. */
  public ImpersonationChanges impersonations() {
    return new ImpersonationChanges(entries, tx);
  }

  /** Returns the writes of domains and requests to join. */
  public JoiningChanges joining() {
    return new JoiningChanges(entries, tx);
  }

  /** Has something told to a port of the host after the commit, such as a mail. */
  public void afterCommit(Runnable call) {
    afterCommit.add(call);
  }

  /** Has a person told of something after the commit. */
  public void tell(Notice notice) {
    afterCommit(() -> host().notices().tell(notice));
  }

  /** Returns the calls to make after the commit. */
  public ImmutableList<Runnable> afterCommit() {
    return ImmutableList.copyOf(afterCommit);
  }

  /**
   * Removes the oldest entries of the log of an org, as long as they are older than an instant.
   *
   * @param limit the greatest number of entries to remove
   * @return the number of removed entries
   */
  public int removeOlderEntries(OrgId org, Instant before, int limit) {
    Optional<LogCut> cut = tx.audit().removeOlder(org, before, limit);
    cut.ifPresent(removed -> entries.add(ItemChange.created(removed), org));
    return cut.map(LogCut::entries).orElse(0);
  }

  /**
   * Removes the personal data of a user from every log, including the audit entry of this change,
   * their password, and the history of their sign-ins.
   */
  public void erasePersonalData(UserId user, Erasure erasure) {
    erased.add(user, erasure);
    if (tx.has(Part.PASSWORDS)) {
      tx.passwords().deleteAll(user);
    }
    deleteHistory(user);
  }

  /** Deletes the history of an account that is closed, if the store has histories. */
  public void deleteHistory(UserId user) {
    if (tx.has(Part.HISTORY)) {
      tx.history().deleteAll(user);
    }
  }

  /** Makes an entry for the tenant that the call is about, even if none of its items changes. */
  public void note() {
    entries.log().ifPresent(entries::note);
  }

  /**
   * Stores the audit entries of this change, and returns them: first the entry of the tenant that
   * the call was about. Empty if nothing was changed.
   */
  public ImmutableList<AuditEntry> finish() {
    // The new entries never hold the erased data, and a large one is not rewritten for each person.
    ImmutableList<AuditEntry> stored =
        entries.made(this::version).stream()
            .map(erased::without)
            .collect(ImmutableList.toImmutableList());
    erased.erase(tx.audit());
    stored.forEach(tx.audit()::append);
    return stored;
  }

  private long version(Tenant tenant) {
    return tx.revision(tenant) + 1;
  }
}
